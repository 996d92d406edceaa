// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { EventLog, LogEntry } from "../../store/event-log.js";
import { isWithin } from "./open-places.js";
import { recordedPlaces, redactionRecordId } from "./redaction-record.js";

/** Finds the newest event that records the redaction of one of the places of an entry. */
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

function namesAny(recorded: readonly string[], places: readonly string[]): boolean {
  return recorded.some((known) => places.some((place) => isWithin(place, known) || isWithin(known, place)));
}
