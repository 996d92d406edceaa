// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { type OpeningVerification, openEvent, type ShownRedaction } from "../commitment/opening.js";
import { isIntegrityError } from "../errors/integrity-error.js";
import { requireMessage } from "../normal-form/normal-message.js";
import { normalTimestamp } from "../normal-form/normal-timestamp.js";
import { formatProofId } from "../note/origin.js";
import type { ExportedRecord } from "./export-format.js";
import { formatRecord, leafHash, writeRecord } from "./log-record.js";
import type { TrailFaultCode } from "./trail-fault.js";

/** The log, and the position in it, at which a record is expected. */
export interface RecordPosition {
  readonly origin: string;
  readonly tenantId: string;
  /** Leaf of the previous record. Undefined if it is not known; `hash_prev` is then not checked. */
  readonly previous: string | undefined;
  readonly sequence: number;
}

/** Fault of a record, without the name of the record. */
export type RecordFault = readonly [code: TrailFaultCode, message: string];

/** Result of {@link checkRecord}: a fault or, for a redacted event, what it shows. */
export interface CheckedRecord {
  readonly fault?: RecordFault | undefined;
  readonly redaction?: ShownRedaction | undefined;
}

/**
 * Verifies one record and its link to the previous one (§7). The message says which of its parts was altered. What a
 * redacted event shows is not verified by that: see `createRedactionLedger`.
 */
export function checkRecord(record: ExportedRecord, position: RecordPosition): CheckedRecord {
  const misplaced = findPlaceFault(record, position);
  if (misplaced !== undefined) {
    return { fault: misplaced };
  }
  const opened = openEvent(record.event, record.opening);
  if (!opened.valid) {
    const isMalformed = opened.code === "bad_event" || opened.code === "bad_opening";
    return { fault: [isMalformed ? "malformed" : "wrong_commitment", opened.message] };
  }
  const fault = findHashFault(record, opened, position) ?? findLinkFault(record, position);
  if (fault === undefined && opened.redaction !== undefined && record.event.content.case === "redactionRecord") {
    return { fault: ["wrong_redaction", "expected a redaction record in full, got one that is redacted itself"] };
  }
  return { fault, redaction: opened.redaction };
}

/**
 * Returns what is wrong with the place of a record: its sequence, tenant or `worm_proof_id`.
 *
 * @internal
 */
export function findPlaceFault(
  { event, sequence }: Pick<ExportedRecord, "event" | "sequence">,
  position: Omit<RecordPosition, "previous">,
): RecordFault | undefined {
  if (sequence !== position.sequence) {
    return ["wrong_sequence", `expected the sequence ${position.sequence}, got ${sequence}`];
  }
  if (event.tenantId !== position.tenantId) {
    return ["wrong_tenant", `expected the tenant ${position.tenantId}, got ${event.tenantId}`];
  }
  const proofId = formatProofId(position.origin, sequence);
  if (event.wormProofId !== proofId) {
    return ["wrong_server_field", `expected the worm_proof_id ${proofId}, got ${JSON.stringify(event.wormProofId)}`];
  }
  if (event.serverTimestamp === undefined) {
    return ["wrong_server_field", "expected a server_timestamp, got none"];
  }
  return undefined;
}

function findHashFault(
  record: ExportedRecord,
  opened: OpeningVerification & { valid: true },
  { previous }: RecordPosition,
): RecordFault | undefined {
  const { event, commit } = record;
  const { contentHash = "" } = opened;
  if (event.contentHash !== contentHash) {
    const altered = opened.commit === commit ? "content_hash was altered" : "the event was altered";
    const expected = `expected the content_hash ${JSON.stringify(contentHash)}, got ${JSON.stringify(event.contentHash)}`;
    return ["wrong_content_hash", `${altered}: ${expected}`];
  }
  if (opened.commit === commit) {
    return undefined;
  }
  const isCommitAltered = isLeafOf({ ...record, commit: opened.commit }, previous ?? event.hashPrev);
  const altered = isCommitAltered ? "the commitment was altered" : "the event or its opening was altered";
  return ["wrong_commitment", `${altered}: expected the commitment ${opened.commit} of the event, got ${commit}`];
}

function findLinkFault(record: ExportedRecord, { previous }: RecordPosition): RecordFault | undefined {
  const { event, leaf } = record;
  const isLinked = previous === undefined || event.hashPrev === previous;
  let computed: string;
  try {
    // A link to the previous record is a hash as that record's leaf is.
    computed = computeLeaf(record, event.hashPrev, isLinked && previous !== undefined ? writeRecord : formatRecord);
  } catch (error) {
    if (isIntegrityError(error)) {
      return ["malformed", error.message];
    }
    throw error;
  }
  const link = `expected the hash_prev ${previous}, got ${event.hashPrev}`;
  if (computed !== leaf) {
    const isAltered = !isLinked && isLeafOf(record, previous);
    const altered = isAltered ? `hash_prev was altered: ${link};` : "server_timestamp or the leaf was altered:";
    return ["wrong_leaf", `${altered} expected the leaf ${computed} of the record, got ${leaf}`];
  }
  return isLinked ? undefined : ["wrong_hash_prev", link];
}

function isLeafOf(record: ExportedRecord, hashPrev: string): boolean {
  try {
    return computeLeaf(record, hashPrev) === record.leaf;
  } catch {
    return false;
  }
}

function computeLeaf({ event, commit, sequence }: ExportedRecord, hashPrev: string, write = formatRecord): string {
  const serverTimestamp = event.serverTimestamp as Timestamp;
  // The normal form leaves it out, so that unknown fields in it would otherwise pass unnoticed.
  requireMessage(serverTimestamp, '"server_timestamp"');
  const time = normalTimestamp(serverTimestamp);
  return leafHash(write({ commit, eventId: event.eventId, hashPrev, sequence, time }));
}
