// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { type EventReading, isJsonCodecError } from "@chaukas/spec-common/json";
import { Code, ConnectError } from "@connectrpc/connect";
import { invalidJson } from "../errors/invalid-argument.js";
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
  const error = new ConnectError(message.slice(start).replace(/^: /, ""), Code.InvalidArgument);
  const fault = { field: path.slice(start), rule: code, error };
  return createUnreadableEvent(fault, { eventId: reading.eventId, tenantId: reading.tenantId });
}

/**
 * Reads the event of a request for one with a function that throws `JsonCodecError`. If the text cannot be read, returns
 * an event that is rejected. `key` is that of the event in the request, unless the request is the event.
 */
export function readJsonEvent<T>(text: string, read: (text: string) => T, key?: string): T | Event {
  try {
    return read(text);
  } catch (error) {
    if (!isJsonCodecError(error)) {
      throw error;
    }
    const place = key === undefined ? "" : `/${key}`;
    const field = error.path.startsWith(`${place}/`) ? error.path.slice(place.length) : "";
    return createUnreadableEvent({ field, rule: error.code, error: invalidJson(error) }, findIds(text, key));
  }
}

/** Returns the identifiers of an event, in either form of JSON, if they can be read. */
function findIds(text: string, key: string | undefined): { eventId: string; tenantId: string } {
  try {
    const json = JSON.parse(text);
    const { event_id, eventId = event_id, tenant_id, tenantId = tenant_id } = key === undefined ? json : json[key];
    return { eventId: toText(eventId), tenantId: toText(tenantId) };
  } catch {
    return { eventId: "", tenantId: "" };
  }
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
