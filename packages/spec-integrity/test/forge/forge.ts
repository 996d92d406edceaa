// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isJsonCodecError } from "@chaukas/spec-common/json";
import { type ExportedRecord, formatExportLine } from "@chaukas/spec-integrity";
import type { AttackContext } from "./attacks/attack.ts";
import { eventAttacks } from "./attacks/event-attacks.ts";
import { logAttacks } from "./attacks/log-attacks.ts";
import { openingAttacks } from "./attacks/opening-attacks.ts";
import { recordAttacks } from "./attacks/record-attacks.ts";
import { judgeForgedEvidence, judgeHonestEvidence } from "./judge-evidence.ts";
import { findFirstChange, judgeTrail, shownBy } from "./judge-trail.ts";
import { type HonestLog, makeHonestLog, recordsAt } from "./make-honest-log.ts";
import { createRandom } from "./random.ts";
import { recomputations, recompute } from "./recompute.ts";

/** Options of {@link forge}. */
export interface ForgeOptions {
  /** Number of forgeries. */
  readonly count: number;
  /** Seed of all random choices. */
  readonly seed: number;
  /** Called with lines that report progress. */
  readonly report: (line: string) => void;
}

/** Result of {@link forge}. */
export interface ForgeResult {
  /** Figures of the summary, by name. */
  readonly figures: Readonly<Record<string, number>>;
  /** Broken promises. */
  readonly faults: readonly string[];
}

const attacks = { ...eventAttacks, ...openingAttacks, ...recordAttacks, ...logAttacks };
const attackNames = Object.keys(attacks);
const triesPerLog = 50;

/**
 * Takes honest trails and changes their structure in every way that is known, with all hashes that a forger can compute
 * again. Expects both verifiers to prove every honest trail, and to prove no other: with a checkpoint over the whole log
 * kept, a forgery fails, with the record and the reason. With a smaller one, or if later redactions are allowed, it is
 * conditional at best, and the conditions name each covered event that was changed. Evidence that is taken from a forged
 * trail is proved only if it shows nothing that was changed.
 */
export function forge({ count, seed, report }: ForgeOptions): ForgeResult {
  const random = createRandom(seed);
  const faults: string[] = [];
  const figures = new Map<string, number>();
  const tally = (name: string) => void figures.set(name, (figures.get(name) ?? 0) + 1);
  const judged = new Set<AttackContext>();
  let forged = 0;
  for (const { context, forgery } of attempt(count, random)) {
    if (!judged.has(context)) {
      judged.add(context);
      tally(context.honest.earlier.length > 0 ? "honest trails with redactions" : "honest trails without redactions");
      faults.push(...judgeHonest(context).map((fault) => `honest trail ${judged.size}: ${fault}`));
    }
    if (forgery === undefined) {
      tally("changes without effect");
      continue;
    }
    forged++;
    tally("forgeries");
    tally(`of ${forgery.attack}`);
    faults.push(
      ...judgeForgery(forgery, context, tally).map((fault) => `forgery ${forged} (${forgery.how}): ${fault}`),
    );
    if (forged % Math.ceil(count / 20) === 0) {
      report(`${forged} of ${count} forgeries, ${faults.length} faults`);
    }
  }
  return { figures: Object.fromEntries([...figures].sort()), faults };
}

/** Makes `count` forgeries without judging them. */
export function* makeForgeries(count: number, seed: number): Generator<Forgery> {
  for (const { forgery } of attempt(count, createRandom(seed))) {
    if (forgery !== undefined) {
      yield forgery;
    }
  }
}

/** Attacks logs until there are `count` forgeries. An attack that changes nothing makes none. */
function* attempt(
  count: number,
  random: AttackContext["random"],
): Generator<{ readonly context: AttackContext; readonly forgery: Forgery | undefined }> {
  let context: AttackContext = { random, honest: makeHonestLog(random), other: makeHonestLog(random) };
  for (let tried = 0, forged = 0; forged < count; tried++) {
    if (tried > 0 && tried % triesPerLog === 0) {
      context = { random, honest: makeHonestLog(random), other: makeHonestLog(random) };
    }
    const forgery = makeForgery(context, attackNames[tried % attackNames.length] as string);
    forged += forgery === undefined ? 0 : 1;
    yield { context, forgery };
  }
}

/** A trail that is not what the log recorded. */
export interface Forgery {
  readonly records: readonly ExportedRecord[];
  /** The log as the server wrote it. */
  readonly honest: HonestLog;
  readonly attack: string;
  /** All that was done, in order. */
  readonly how: string;
}

/** Applies an attack, and sometimes others after it. Returns undefined if the trail still shows the same. */
function makeForgery(context: AttackContext, attack: string): Forgery | undefined {
  const { random, honest } = context;
  const names = [attack, ...[1, 2].filter(() => random.chance(0.3)).map(() => random.pick(attackNames))];
  const how = random.pick(recomputations);
  let records = attacks[attack]?.(honest.records, context);
  for (const name of names.slice(1)) {
    records = records && records.length > 0 ? (attacks[name]?.(records, context) ?? records) : records;
  }
  if (records === undefined) {
    return undefined;
  }
  const changed = recompute(records, how);
  return isExport(changed) && JSON.stringify(shownBy(changed)) !== JSON.stringify(shownBy(honest.records))
    ? { records: changed, honest, attack, how: `${names.join(", then ")}, ${how} computed again` }
    : undefined;
}

/** Returns whether the records can be written, which those with members of wrong types cannot. */
function isExport(records: readonly ExportedRecord[]): boolean {
  try {
    records.forEach(formatExportLine);
    return true;
  } catch (error) {
    if (isJsonCodecError(error)) {
      return false;
    }
    throw error;
  }
}

function judgeForgery(
  { records, attack }: Forgery,
  context: AttackContext,
  tally: (name: string) => void,
): readonly string[] {
  const { random, honest } = context;
  const firstChange = findFirstChange(records, honest.records);
  const size = random.integer(honest.records.length);
  const whole = judgeTrail(records, { covered: honest.records }, firstChange);
  const later = judgeTrail(records, { covered: honest.records, allowLaterRedactions: true }, firstChange);
  const part = judgeTrail(records, { covered: recordsAt(honest, size) }, 0);
  tally(`judged ${whole.verdict}`);
  tally(`judged ${later.verdict} if later redactions are allowed`);
  if (whole.verdict === "conditional" && records.length <= honest.records.length) {
    return [`${attack}: expected a failure, got a conditional verdict`];
  }
  return [
    ...whole.faults,
    ...later.faults,
    ...judgeForgedEvidence(records, context),
    ...part.faults.map((fault) => `with a checkpoint of size ${size}: ${fault}`),
  ];
}

/** Judges a log at every size that it had, and evidence of it. */
function judgeHonest(context: AttackContext): readonly string[] {
  const { honest } = context;
  const trails = Array.from({ length: honest.records.length + 1 }, (_, size) => recordsAt(honest, size)).flatMap(
    (records) => judgeTrail(records, { covered: records }, records.length).faults,
  );
  return [...trails, ...Array.from({ length: 5 }, () => judgeHonestEvidence(context)).flat()];
}
