// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Code of a fault in a trail:
 * - `malformed`: the line is not a record, or the event has no normal form;
 * - `wrong_sequence`: a record is missing, inserted, repeated or out of order;
 * - `wrong_tenant`: the event belongs to another tenant than the log;
 * - `wrong_server_field`: `worm_proof_id` or `server_timestamp` do not match the record;
 * - `wrong_content_hash`: the event does not match its `content_hash`;
 * - `wrong_commitment`: the event does not match its commitment;
 * - `wrong_leaf`: the record does not match its leaf;
 * - `wrong_hash_prev`: the record does not follow the previous one;
 * - `wrong_redaction`: the event shows replacements that no redaction record vouches for, or is a redaction record that
 *   does not fit the event it names;
 * - `wrong_root`: the records do not match a kept checkpoint;
 * - `truncated`: there are fewer records than a kept checkpoint covers.
 */
export type TrailFaultCode =
  | "malformed"
  | "wrong_sequence"
  | "wrong_tenant"
  | "wrong_server_field"
  | "wrong_content_hash"
  | "wrong_commitment"
  | "wrong_leaf"
  | "wrong_hash_prev"
  | "wrong_redaction"
  | "wrong_root"
  | "truncated";

/** A fault in a trail. */
export interface TrailFault {
  readonly valid: false;
  readonly code: TrailFaultCode;
  /** Sequence of the faulty record, from 0. Absent if the fault belongs to no record, as with `truncated`. */
  readonly sequence?: number;
  /** Identifier of the record's event, if it could be read. */
  readonly eventId?: string;
  /** What is wrong, in English. It may change between versions; test `code` instead. */
  readonly message: string;
}

/**
 * Creates the fault of a record.
 *
 * @internal
 */
export function faultOf(
  [code, message]: readonly [code: TrailFaultCode, message: string],
  sequence: number,
  eventId: string,
): TrailFault {
  return { valid: false, code, sequence, eventId, message: `record ${sequence} (${eventId}): ${message}` };
}
