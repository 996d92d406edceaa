// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { type EventReading, isJsonCodecError } from "@chaukas/spec-common/json";
import { batchSizeError } from "../errors/limit-error.js";
import { createUnreadableEvent } from "./unreadable-event.js";

/** Returns the events of a batch that was read from JSON text. One that cannot be read becomes one that is rejected. */
export function takeEvents(readings: readonly EventReading[]): Event[] {
  return readings.map((reading, index) =>
    reading.kind === "event" ? reading.event : createUnreadable(reading, index),
  );
}

/**
 * Reads a batch with a function that throws `JsonCodecError`. Throws `resource_exhausted` instead if the batch has more
 * than `maxBatchSize` events.
 */
export function withBatchLimit<T>(maxBatchSize: number, read: (options: { maxEvents: number }) => T): T {
  try {
    return read({ maxEvents: maxBatchSize });
  } catch (error) {
    throw isJsonCodecError(error) && error.code === "too_many" ? batchSizeError(maxBatchSize, error.found) : error;
  }
}

function createUnreadable(reading: EventReading & { kind: "error" }, index: number): Event {
  const { path, code, message } = reading.error;
  // The pointer is into the text of the request.
  const place = `/events/${index}`;
  const start = path.indexOf(place) + place.length;
  const fault = { field: path.slice(start), rule: code, message: message.slice(start).replace(/^: /, "") };
  return createUnreadableEvent(fault, { eventId: reading.eventId, tenantId: reading.tenantId });
}
