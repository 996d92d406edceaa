// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  bytesFromHex,
  bytesToHex,
  createCompactRange,
  createEvidenceVerifier,
  type EvidenceRecord,
  type ExportedRecord,
  formatEvidenceHeader,
  formatEvidenceLine,
} from "@chaukas/spec-integrity";
import { checkpointOf, signedCheckpointOf, trailOrigin } from "../make-trail.ts";
import type { AttackContext } from "./attacks/attack.ts";
import { shownBy } from "./judge-trail.ts";
import { type HonestLog, recordOf } from "./make-honest-log.ts";

/** Checkpoints of logs, since signing takes longer than everything else. */
const notes = new WeakMap<HonestLog, string>();

/**
 * Verifies evidence that is taken from a forged trail, with the proofs and the checkpoint of the honest one. Returns the
 * broken promises: evidence is proved only if every record of it is shown as the log shows it, or once did, and a fault
 * names its record.
 */
export function judgeForgedEvidence(
  records: readonly ExportedRecord[],
  { random, honest }: AttackContext,
): readonly string[] {
  const chosen = random.some(records, 0.7);
  const sorted = random.chance(0.5) ? [...chosen].sort((a, b) => a.sequence - b.sequence) : chosen;
  const { verdict, first } = verify(sorted, honest);
  if (verdict !== "proved") {
    // A line that cannot be read is named by its number.
    const isNamed = verdict === "failed" && /^(?:record \d+ \(.*\)|line \d+): ./s.test(first?.message ?? "");
    return isNamed ? [] : [`evidence: expected a fault that names its record, got ${verdict}: ${first?.message}`];
  }
  const states = [...honest.records, ...honest.earlier];
  const known = new Set(shownBy(states));
  const forged = shownBy(sorted).find((shown) => !known.has(shown));
  return forged === undefined ? [] : [`evidence is proved, although it shows what the log never showed: ${forged}`];
}

/** Verifies honest evidence of some records of a log. Returns the broken promises: it is proved. */
export function judgeHonestEvidence({ random, honest }: AttackContext): readonly string[] {
  const chosen = new Set(random.some(honest.records, 0.4).map(({ sequence }) => sequence));
  const selection = honest.records.filter(({ sequence, event }) => {
    const about = recordOf({ event })?.sequence;
    return chosen.has(sequence) || (about !== undefined && chosen.has(Number(about)));
  });
  const { verdict, first } = verify(selection, honest);
  return verdict === "proved" ? [] : [`evidence: expected proved, got ${verdict}: ${first?.message}`];
}

function verify(records: readonly ExportedRecord[], honest: HonestLog) {
  const log = honest.records;
  const leaves = log.map(({ leaf }) => bytesFromHex(leaf));
  const size = log.length;
  const checkpoint = notes.get(honest) ?? signedCheckpointOf(log, size);
  notes.set(honest, checkpoint);
  const verifier = createEvidenceVerifier({ origin: trailOrigin, checkpoints: [checkpointOf(log, size)] });
  verifier.pushLine(formatEvidenceHeader({ origin: trailOrigin, checkpoint, size, selection: {} }));
  for (const { sequence, opening, event } of records) {
    const proof = sequence < size ? proofOf(leaves, sequence) : [];
    const record: EvidenceRecord = { sequence, opening, event, proof: proof.map(bytesToHex) };
    verifier.pushLine(formatEvidenceLine(record));
  }
  return verifier.finish();
}

/** PATH of RFC 6962 §2.1.1, as it is defined there. */
function proofOf(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length <= 1) {
    return [];
  }
  const middle = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
  return index < middle ? [...proofOf(left, index), rootOf(right)] : [...proofOf(right, index - middle), rootOf(left)];
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const range = createCompactRange();
  for (const leaf of leaves) {
    range.append(leaf);
  }
  return range.root();
}
