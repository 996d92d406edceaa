// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with a trail:
 * - `malformed`: the line is no record, or the event has no normal form;
 * - `wrong_sequence`: a record is missing, inserted, repeated or out of order;
 * - `wrong_tenant`: the event belongs to another tenant than the log;
 * - `wrong_server_field`: `worm_proof_id` or `server_timestamp` do not fit the record;
 * - `wrong_content_hash`: the event is not what `content_hash` says;
 * - `wrong_commitment`: the event is not what was committed to;
 * - `wrong_leaf`: the record is not what its leaf says;
 * - `wrong_hash_prev`: the record does not follow the one before;
 * - `wrong_root`: the records are not those that a kept checkpoint is about;
 * - `truncated`: there are fewer records than a kept checkpoint is about.
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
  | "wrong_root"
  | "truncated";

/** The first thing that is wrong with a trail. */
export interface TrailFault {
  readonly valid: false;
  readonly code: TrailFaultCode;
  /** Record at fault, by its place in the trail from 0. Absent for `truncated`, which no record is to blame for. */
  readonly sequence?: number;
  /** Identifier of the event of that record, where it could be read. */
  readonly eventId?: string;
  /** What is wrong, in English. It may change between versions; test `code` instead. */
  readonly message: string;
}

/**
 * The fault of a record of which it is known what is wrong with it.
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
