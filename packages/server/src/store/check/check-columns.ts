// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { decodeEvent, encodeEvent } from "@chaukas/spec-common/codec";
import { isIntegrityError, openEvent, type ShownRedaction } from "@chaukas/spec-integrity";
import type { LogOpening } from "../contract/event-log.js";
import { type EventRow, toEventRow } from "../contract/new-event.js";
import { packOpening, toOpening, unpackOpening } from "../records/commitment.js";
import { toHex } from "../records/hashes.js";
import { withoutServerFields } from "../records/server-fields.js";

/** The columns that every store keeps for an event, under the names of the SQLite columns. */
export interface StoredRow {
  readonly sequence: number;
  readonly seconds: number;
  readonly nanos: number;
  readonly type: number;
  readonly status: number;
  readonly severity: number;
  readonly received_ms: number;
  readonly event_id: string;
  readonly project_id: string;
  readonly session_id: string;
  readonly agent_id: string;
  readonly span_id: string;
  readonly trace_id: string;
  readonly leaf: Uint8Array | null;
  readonly commitment: Uint8Array | null;
  /** Absent if the store does not repeat the leaf of the previous event. */
  readonly hash_prev?: Uint8Array | null;
  readonly content_hash: Uint8Array | null;
  readonly salt_key: Uint8Array | null;
  readonly revision: number;
  readonly opening: Uint8Array | null;
  readonly body: Uint8Array;
}

/** Columns that repeat values of the body, with the members that they repeat. */
const repeatedColumns: readonly (readonly [column: keyof StoredRow, member: keyof EventRow])[] = [
  ["event_id", "eventId"],
  ["seconds", "seconds"],
  ["nanos", "nanos"],
  ["type", "type"],
  ["status", "status"],
  ["severity", "severity"],
  ["project_id", "projectId"],
  ["session_id", "sessionId"],
  ["agent_id", "agentId"],
  ["span_id", "spanId"],
  ["trace_id", "traceId"],
];

const saltKeyLength = 32;

/** A column of an event that is wrong, and why. */
export type ColumnFault = readonly [column: keyof StoredRow, message: string];

/** The event of a row, with the columns expected for it. */
export interface ReadEvent {
  readonly event: Event;
  readonly row: EventRow;
}

/** The event of a row that was checked. */
export interface CheckedEvent extends ReadEvent {
  /** What the event shows, if it was redacted and its columns are consistent. */
  readonly redaction: ShownRedaction | undefined;
}

/** Decodes the event of a row. Returns a fault if it cannot be decoded. */
export function readEvent({ body, received_ms }: StoredRow): ReadEvent | ColumnFault {
  try {
    const event = decodeEvent(body);
    return { event, row: toEventRow({ event, body, receivedMs: received_ms }) };
  } catch (error) {
    return ["body", `expected an event, got bytes that cannot be decoded: ${(error as Error).message}`];
  }
}

/** Result of {@link checkColumns}. */
interface CheckedColumns {
  readonly faults: ColumnFault[];
  /** Commitment to the event, unless its opening is malformed. */
  readonly commit: string | undefined;
  readonly redaction?: ShownRedaction | undefined;
}

/** Checks the columns of an event against its body, and the body against the hashes. */
export function checkColumns(stored: StoredRow, { event, row }: ReadEvent, hasLog: boolean): CheckedColumns {
  const faults: ColumnFault[] = [];
  for (const [column, member] of repeatedColumns) {
    if (stored[column] !== row[member]) {
      faults.push([column, `expected ${JSON.stringify(row[member])} as in the body, got ${quote(stored[column])}`]);
    }
  }
  if (Buffer.compare(encodeEvent(withoutServerFields(event)), stored.body) !== 0) {
    faults.push(["body", "expected the encoding that the server writes, got another"]);
  }
  const hashes = hasLog ? checkHashes(stored, event) : checkNoHashes(stored);
  return { ...hashes, faults: [...hashes.faults, ...faults] };
}

function checkHashes(stored: StoredRow, event: Event): CheckedColumns {
  const { content_hash, commitment, revision, salt_key, opening: packed } = stored;
  const isRedacted = packed !== null;
  if (isRedacted !== revision > 0 || isRedacted === (salt_key !== null)) {
    const column = isRedacted === (salt_key !== null) ? "salt_key" : "revision";
    return {
      faults: [[column, "expected either a salt key, or an opening and a revision above 0"]],
      commit: undefined,
    };
  }
  const opening = readOpening(stored, event);
  if (Array.isArray(opening)) {
    return { faults: [opening as unknown as ColumnFault], commit: undefined };
  }
  const opened = openEvent({ ...event, contentHash: "" }, toOpening(opening as LogOpening));
  if (!opened.valid) {
    return { faults: [["body", opened.message]], commit: undefined };
  }
  const isSameContent = (content_hash === null ? undefined : toHex(content_hash)) === opened.contentHash;
  const isSameCommit = commitment !== null && toHex(commitment) === opened.commit;
  const opener = isRedacted ? "opening" : "salt_key";
  if (isSameContent && isSameCommit) {
    return { faults: [], commit: opened.commit, redaction: opened.redaction };
  }
  const faults: ColumnFault[] = isSameCommit
    ? [["content_hash", `expected ${opened.contentHash ?? "none"} for this event, got ${quote(content_hash)}`]]
    : isSameContent && !isRedacted
      ? // The commitment may be the altered one instead: the check of the leaf decides.
        [[opener, `expected a key for the commitment ${quote(commitment)}, got one for ${opened.commit}`]]
      : [["body", `expected an event with the commitment ${quote(commitment)}, got one with ${opened.commit}`]];
  return { faults, commit: opened.commit };
}

function readOpening({ salt_key, opening: packed }: StoredRow, event: Event): LogOpening | ColumnFault {
  if (packed === null) {
    return salt_key?.length === saltKeyLength
      ? { kind: "salt_key", saltKey: salt_key }
      : ["salt_key", `expected ${saltKeyLength} bytes, got ${salt_key?.length}`];
  }
  try {
    const opening = unpackOpening(packed, event);
    const same = Buffer.compare(packOpening(opening.leaves, opening.sourceRedaction), packed) === 0;
    return same ? opening : ["opening", "expected the encoding that the server writes, got another"];
  } catch (error) {
    if (error instanceof TypeError || isIntegrityError(error)) {
      return ["opening", `expected an opening, got bytes that cannot be decoded: ${error.message}`];
    }
    return ["opening", `expected an opening of this event: ${(error as Error).message}`];
  }
}

function checkNoHashes(stored: StoredRow): CheckedColumns {
  const faults: ColumnFault[] = [];
  for (const column of ["leaf", "commitment", "hash_prev", "content_hash", "salt_key", "opening"] as const) {
    if ((stored[column] ?? null) !== null) {
      faults.push([column, "expected none, since the store keeps no log"]);
    }
  }
  if (stored.revision !== 0) {
    faults.push(["revision", "expected 0, since the store keeps no log"]);
  }
  return { faults, commit: undefined };
}

function quote(value: string | number | Uint8Array | null | undefined): string {
  return value instanceof Uint8Array ? toHex(value) : JSON.stringify(value);
}
