// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { openEvent, type ShownRedaction } from "../commitment/opening.js";
import { bytesFromHex } from "../encoding/hex.js";
import { isIntegrityError } from "../errors/integrity-error.js";
import { normalTimestamp } from "../normal-form/normal-timestamp.js";
import type { Checkpoint } from "../note/checkpoint.js";
import { findPlaceFault } from "../trail/check-record.js";
import { formatRecord, leafHash } from "../trail/log-record.js";
import type { TrailFaultCode } from "../trail/trail-fault.js";
import { verifyInclusion } from "../tree/verify-proof.js";
import type { EvidenceRecord } from "./evidence-format.js";

/**
 * Code of a fault in evidence: a `TrailFaultCode` that a single record can have, or
 * - `wrong_origin`: the evidence is of another log;
 * - `wrong_checkpoint`: its checkpoint is not signed by the key, or contradicts a kept checkpoint or the header;
 * - `wrong_proof`: the record is not in the tree of the checkpoint, because the event, its opening, a field that the
 *   server sets or the proof was altered.
 */
export type EvidenceFaultCode =
  | Extract<
      TrailFaultCode,
      "malformed" | "wrong_sequence" | "wrong_tenant" | "wrong_server_field" | "wrong_content_hash"
    >
  | Extract<TrailFaultCode, "wrong_commitment" | "wrong_redaction">
  | "wrong_origin"
  | "wrong_checkpoint"
  | "wrong_proof";

/** Fault of a record, without the name of the record. */
type RecordProblem = readonly [code: EvidenceFaultCode, message: string];

/** Result of {@link checkEvidence}: a fault or, for a redacted event, what it shows. */
export interface CheckedEvidence {
  readonly fault?: RecordProblem;
  readonly redaction?: ShownRedaction | undefined;
}

/**
 * Verifies one record of evidence alone (§7a): its event and opening, and that it is in the tree of the checkpoint. What
 * a redacted event shows is not verified by that: see `createRedactionLedger`.
 */
export function checkEvidence(record: EvidenceRecord, checkpoint: Checkpoint, tenantId: string): CheckedEvidence {
  const { event, opening, sequence } = record;
  const misplaced = findPlaceFault(record, { origin: checkpoint.origin, tenantId, sequence });
  if (misplaced !== undefined) {
    // None of the codes of a place is missing in evidence.
    return { fault: misplaced as RecordProblem };
  }
  const opened = openEvent(event, opening);
  if (!opened.valid) {
    const isMalformed = opened.code === "bad_event" || opened.code === "bad_opening";
    return { fault: [isMalformed ? "malformed" : "wrong_commitment", opened.message] };
  }
  const { commit, contentHash = "", redaction } = opened;
  if (event.contentHash !== contentHash) {
    const expected = `expected the content_hash ${JSON.stringify(contentHash)}, got ${JSON.stringify(event.contentHash)}`;
    return { fault: ["wrong_content_hash", `the event or its content_hash was altered: ${expected}`] };
  }
  if (redaction !== undefined && event.content.case === "redactionRecord") {
    return { fault: ["wrong_redaction", "expected a redaction record in full, got one that is redacted itself"] };
  }
  const fault = findProofFault(record, commit, checkpoint);
  return fault === undefined ? { redaction } : { fault };
}

function findProofFault(
  { sequence, event, proof }: EvidenceRecord,
  commit: string,
  { size, root }: Checkpoint,
): RecordProblem | undefined {
  let leaf: string;
  try {
    const time = normalTimestamp(event.serverTimestamp ?? { seconds: 0n, nanos: -1 });
    leaf = leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev: event.hashPrev, sequence, time }));
  } catch (error) {
    if (isIntegrityError(error)) {
      return ["malformed", error.message];
    }
    throw error;
  }
  const claim = { index: sequence, size, leaf: bytesFromHex(leaf), root };
  const included = verifyInclusion(claim, proof.map(bytesFromHex));
  if (included.valid) {
    return undefined;
  }
  const problem = `not in the log at size ${size}: the event, its opening or its proof was altered`;
  return ["wrong_proof", `${problem} (${included.message})`];
}
