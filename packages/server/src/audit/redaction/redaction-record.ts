// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHmac } from "node:crypto";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Author, type Event, EventSchema, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import type { RedactedEvent, RedactionMethod } from "@chaukas/spec-integrity";
import type { EventLog, LogEntry } from "../../store/contract/event-log.js";
import type { NewEvent } from "../../store/contract/new-event.js";
import { sealEvent } from "../../store/records/commitment.js";
import { isWithin } from "./open-places.js";

/** Who redacts: the key of a call, or the user account that runs a command. Empty on a server without keys. */
export interface Redactor {
  readonly keyId?: string;
  readonly operator?: string;
}

/** Content of the event that records a redaction. */
export interface RedactionFacts {
  /** The event after the redaction. */
  readonly redacted: RedactedEvent;
  readonly sequence: number;
  /** Number of this redaction of the event, counted from 1. */
  readonly ordinal: number;
  readonly method: RedactionMethod;
  readonly reason: string;
  /** Empty if not given. */
  readonly requestedBy: string;
  readonly by: Redactor;
}

/** Creates the event that records a redaction (chaukas-integrity/1, §6), in the session of the redacted event. */
export function createRedactionRecord(secret: Uint8Array, facts: RedactionFacts, nowMs: number): NewEvent {
  const { redacted, sequence, ordinal, method, reason, requestedBy, by } = facts;
  const { event, fields, erased, shownHash } = redacted;
  const record = create(EventSchema, {
    eventId: redactionRecordId(secret, event, ordinal),
    tenantId: event.tenantId,
    projectId: event.projectId,
    sessionId: event.sessionId,
    type: EventType.SYSTEM,
    severity: Severity.INFO,
    status: EventStatus.COMPLETED,
    author: Author.SYSTEM,
    timestamp: timestampFromMs(nowMs),
    content: {
      case: "redactionRecord",
      value: {
        eventId: event.eventId,
        sequence: BigInt(sequence),
        ordinal,
        fields: [...fields],
        method: method.method,
        saltId: method.method === "hash" ? method.saltId : "",
        erased: erased.map(BigInt),
        shownHash,
        reason,
        requestedBy,
        keyId: by.keyId ?? "",
        operator: by.operator ?? "",
      },
    },
  });
  const body = encodeEvent(record);
  return { event: record, body, receivedMs: nowMs, seal: sealEvent(record) };
}

/** Returns whether an event records a redaction. Ingest refuses such events, so the server has created it. */
export function isRedactionRecord({ content }: Event): boolean {
  return content.case === "redactionRecord";
}

/** Finds the newest event that records a redaction of any of the places of an entry. */
export async function findRedactionRecord(
  log: EventLog,
  secret: Uint8Array,
  { event, revision }: LogEntry,
  places: readonly string[],
): Promise<{ readonly sequence: number; readonly event: Event }> {
  for (let ordinal = revision; ordinal > 0; ordinal--) {
    const recordId = redactionRecordId(secret, event, ordinal);
    const sequence = await log.findSequence(event.tenantId, recordId);
    const [record] =
      sequence === undefined ? [] : await log.readEntries(event.tenantId, { fromSequence: sequence, limit: 1 });
    if (record !== undefined && namesAny(recordedPlaces(record.event), places)) {
      return { sequence: record.sequence, event: record.event };
    }
  }
  throw new Error(`log: expected the record of a redaction of event ${event.eventId}, found none`);
}

/** Returns the sequences of all records of redactions of an entry, in order. */
export async function findRedactionSequences(log: EventLog, secret: Uint8Array, entry: LogEntry): Promise<number[]> {
  const sequences: number[] = [];
  for (let ordinal = 1; ordinal <= entry.revision; ordinal++) {
    // Read here, since it may be decoded then, and most entries have no redaction.
    const { event } = entry;
    const sequence = await log.findSequence(event.tenantId, redactionRecordId(secret, event, ordinal));
    if (sequence === undefined) {
      throw new Error(`log: expected the record of redaction ${ordinal} of event ${event.eventId}, found none`);
    }
    sequences.push(sequence);
  }
  return sequences;
}

/**
 * Returns the id of the event that records a redaction. It is derived from the redacted event, so that the record can
 * be found, and from a secret of the store, so that no caller can use the id first.
 */
function redactionRecordId(secret: Uint8Array, { tenantId, eventId }: Event, ordinal: number): string {
  const name = JSON.stringify([tenantId, eventId, ordinal]);
  const code = createHmac("sha256", secret).update("chaukas.redaction-record.v1\0").update(name).digest("hex");
  return `redaction-${code.slice(0, 32)}`;
}

/** Returns the places named in a record. */
function recordedPlaces({ content }: Event): readonly string[] {
  return content.case === "redactionRecord" ? content.value.fields : [];
}

function namesAny(recorded: readonly string[], places: readonly string[]): boolean {
  return recorded.some((known) => places.some((place) => isWithin(place, known) || isWithin(known, place)));
}
