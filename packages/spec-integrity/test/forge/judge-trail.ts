// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isDeepStrictEqual } from "node:util";
import { eventToJsonString } from "@chaukas/spec-common/json";
import {
  createTrailVerifier,
  type ExportedRecord,
  formatExportLine,
  type TrailFault,
  type ValidTrail,
} from "@chaukas/spec-integrity";
import { checkBlock } from "../../src/blocks/check-block.ts";
import { createPush } from "../../src/export/audit-blocks.ts";
import { createTrailAudit, type TrailAudit } from "../../src/trail/trail-audit.ts";
import { checkpointOf, trailOrigin } from "../make-trail.ts";

/** What a verifier of a trail knows, and what it should find. */
export interface Expectation {
  /** The records of the log up to the kept checkpoint, as they were shown when it was signed. */
  readonly covered: readonly ExportedRecord[];
  readonly allowLaterRedactions?: boolean;
}

/** What a trail shows: the verdict of a forgery depends on nothing else. */
export type Shown = readonly string[];

/** Returns what each record of a trail shows, without regard to the order of keys. */
export function shownBy(records: readonly Pick<ExportedRecord, "sequence" | "event">[]): Shown {
  return records.map(
    ({ sequence, event }) => `${sequence} ${JSON.stringify(sortKeys(JSON.parse(eventToJsonString(event))))}`,
  );
}

/** Returns the index of the first record that differs in anything, hashes included. */
export function findFirstChange(records: readonly ExportedRecord[], honest: readonly ExportedRecord[]): number {
  const lines = honest.map(formatExportLine);
  const place = records.findIndex((record, index) => formatExportLine(record) !== lines[index]);
  return place === -1 ? records.length : place;
}

/**
 * Verifies a trail with both verifiers, which keep the checkpoint over the covered records, line by line and in blocks. Returns the broken promises:
 * a trail is proved if and only if it shows the covered records and no others. A fault names its record, none before the
 * first change but a redacted one that nothing vouches for any more, and conditions name every covered event that shows something else.
 */
export function judgeTrail(
  records: readonly ExportedRecord[],
  { covered, allowLaterRedactions = false }: Expectation,
  firstChange: number,
): { readonly verdict: string; readonly faults: readonly string[] } {
  const result = verifyTrail(records, covered, allowLaterRedactions);
  if (typeof result === "string") {
    return { verdict: "none", faults: [result] };
  }
  const [shown, honest] = [shownBy(records), shownBy(covered)];
  const showsSame = shown.length === honest.length && shown.every((text, index) => text === honest[index]);
  if (!result.valid) {
    const isSame = showsSame && findFirstChange(records, covered) === records.length;
    const problem = isSame ? `expected proved, got ${result.message}` : findUnclear(result, firstChange);
    return { verdict: result.code, faults: problem === undefined ? [] : [problem] };
  }
  if (result.verdict === "proved") {
    return { verdict: "proved", faults: showsSame ? [] : ["proved, although it shows something else than the log"] };
  }
  const named = new Set(result.conditions.map(({ sequence }) => sequence));
  const silent = honest.flatMap((text, index) => (text === shown[index] || named.has(index) ? [] : [index]));
  return {
    verdict: "conditional",
    faults: silent.map((index) => `conditional, but no condition names record ${index}, which shows something else`),
  };
}

/** Returns the result of the verifier, or how it and the audit contradict each other. */
function verifyTrail(
  records: readonly ExportedRecord[],
  covered: readonly ExportedRecord[],
  allowLaterRedactions: boolean,
): ValidTrail | TrailFault | string {
  const checkpoints = [checkpointOf(covered, covered.length)];
  const expectation = { origin: trailOrigin, checkpoints, allowLaterRedactions };
  const verifier = createTrailVerifier(expectation);
  const audit = createTrailAudit(expectation);
  const lines = records.map(formatExportLine);
  const faults: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    verifier.pushLine(line);
    const fault = audit.pushLine(line);
    if (fault !== undefined) {
      faults.push([fault, index + 1]);
    }
  }
  const result = verifier.finish();
  const audited = audit.finish();
  const { verdict, first, conditions } = audited;
  // Every size of blocks has its turn, since the trails have all lengths.
  const linesPerBlock = 1 + (lines.length % 4);
  const inBlocks = createTrailAudit(expectation);
  const found = pushBlocks(inBlocks, lines, linesPerBlock);
  if (!isDeepStrictEqual([found, inBlocks.finish()], [faults, audited])) {
    return `in blocks of ${linesPerBlock} lines, the audit found ${JSON.stringify(found)}, line by line ${JSON.stringify(faults)}`;
  }
  const verdictOfVerifier = result.valid ? result.verdict : "failed";
  if (verdict !== verdictOfVerifier) {
    return `the verifier found ${verdictOfVerifier}, the audit ${verdict}`;
  }
  const [one, other] = result.valid ? [result.conditions, conditions] : [codeOf(result), codeOf(first)];
  return JSON.stringify(one) === JSON.stringify(other)
    ? result
    : `the verifier found ${JSON.stringify(one)}, the audit ${JSON.stringify(other)}`;
}

/** Verifies lines in blocks, each as a worker does. Returns the faults with their lines. */
function pushBlocks(audit: TrailAudit, lines: readonly string[], linesPerBlock: number): unknown[] {
  const faults: unknown[] = [];
  const onFault = (fault: TrailFault, line: number) => void faults.push([fault, line]);
  const push = createPush(audit, { linesBefore: 0, onFault });
  for (let start = 0; start < lines.length; start += linesPerBlock) {
    const bytes = new TextEncoder().encode(
      lines
        .slice(start, start + linesPerBlock)
        .map((line) => `${line}\n`)
        .join(""),
    );
    push({ block: { bytes }, parts: checkBlock(bytes, audit) });
  }
  return faults;
}

/** What both verifiers must agree on. For a record that is out of order, the audit names the one that it is. */
function codeOf(fault: TrailFault | undefined) {
  return fault && { code: fault.code, ...(fault.code !== "wrong_sequence" && { sequence: fault.sequence }) };
}

const named = /^(?:record \d+|the first \d+ records|the kept checkpoint of size 0|the trail)\b.*: ./s;

function findUnclear(
  { code, sequence = Number.POSITIVE_INFINITY, message }: TrailFault,
  firstChange: number,
): string | undefined {
  if (
    !named.test(message) ||
    (sequence === Number.POSITIVE_INFINITY && code !== "truncated" && code !== "wrong_root")
  ) {
    return `expected a message that names the record or the end of the trail, got ${code}: ${message}`;
  }
  // A redacted event that lost the record that vouched for it comes before the change.
  return sequence < firstChange && code !== "wrong_redaction"
    ? `expected a fault of record ${firstChange} or a later one, got that of record ${sequence}: ${message}`
    : undefined;
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(sortKeys)
    : {
        keys: Object.keys(value)
          .sort()
          .map((key) => [key, sortKeys((value as Record<string, unknown>)[key])]),
      };
}
