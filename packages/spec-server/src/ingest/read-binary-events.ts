// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, mergeFromBinary } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Event, type EventBatch, EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import { batchSizeError } from "../errors/limit-error.js";
import { createUnreadableEvent } from "./unreadable-event.js";

/** Maximum number of parts in which a batch may come. Encoders write one. */
const maxParts = 1000;

/** Numbers of the fields through which events are read. */
const fields = {
  event: 1,
  eventBatch: 1,
  events: EventBatchSchema.field.events.number,
  eventId: EventSchema.field.eventId.number,
  tenantId: EventSchema.field.tenantId.number,
} as const;

/**
 * Reads a binary `IngestEventBatchRequest`, of either service. Undefined if it has no batch. See
 * {@link readBinaryBatch}.
 */
export function readBinaryBatchRequest(bytes: Uint8Array, maxBatchSize: number): EventBatch | undefined {
  const { taken, count } = takeField(bytes, fields.eventBatch, maxParts);
  if (count > maxParts) {
    throw new Error(`expected a batch in at most ${maxParts} parts, got ${count}`);
  }
  return count === 0 ? undefined : readBinaryBatch(taken, maxBatchSize);
}

/**
 * Reads a binary `EventBatch`, which may come in several parts, as protobuf has it. Each event is decoded within its own
 * length, so that one that cannot be decoded becomes one that is rejected. Throws if the batch cannot be read otherwise,
 * and `resource_exhausted` if it has more than `maxBatchSize` events.
 */
export function readBinaryBatch(parts: readonly Uint8Array[], maxBatchSize: number): EventBatch {
  // Each part is a message in itself: a field never continues in the next one.
  const all = parts.map((part) => takeField(part, fields.events, maxBatchSize));
  const count = all.reduce((sum, part) => sum + part.count, 0);
  if (count > maxBatchSize) {
    throw batchSizeError(maxBatchSize, count);
  }
  const batch = fromBinary(EventBatchSchema, joinBytes(all.map(({ rest }) => rest)));
  batch.events = all.flatMap(({ taken }) => taken.map((event) => readEvent([event], "")));
  return batch;
}

/** Reads a binary `IngestEventRequest`, of either service. Undefined if it has no event. See {@link readBinaryEvent}. */
export function readBinaryEventRequest(bytes: Uint8Array): Event | undefined {
  const { taken, count } = takeField(bytes, fields.event, Number.POSITIVE_INFINITY);
  return count === 0 ? undefined : readBinaryEvent(taken);
}

/** Reads the binary event of a request for one, which may come in parts. One that cannot be decoded is rejected. */
export function readBinaryEvent(parts: readonly Uint8Array[]): Event {
  return readEvent(parts, "event: ");
}

function readEvent(parts: readonly Uint8Array[], subject: string): Event {
  try {
    const [first = new Uint8Array(), ...rest] = parts;
    const event = fromBinary(EventSchema, first);
    for (const part of rest) {
      mergeFromBinary(EventSchema, event, part);
    }
    return event;
  } catch (cause) {
    const problem = `expected a binary ${EventSchema.typeName}, got bytes that fail with "${cause}"`;
    const error = new ConnectError(subject + problem, Code.InvalidArgument, undefined, undefined, cause);
    return createUnreadableEvent({ field: "", rule: "malformed", error }, findIds(joinBytes(parts)));
  }
}

/**
 * Takes a field of messages out of a message: returns the first `max` of its values in order, their number, and the
 * bytes of all other fields.
 */
function takeField(bytes: Uint8Array, number: number, max: number) {
  const reader = new BinaryReader(bytes);
  const taken: Uint8Array[] = [];
  const rest: Uint8Array[] = [];
  let count = 0;
  let restStart = 0;
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const [found, wireType] = reader.tag();
    if (found !== number) {
      reader.skip(wireType, found);
      continue;
    }
    // Runs of other fields, rather than each of them, since callers can send any number.
    if (start > restStart && count <= max) {
      rest.push(bytes.subarray(restStart, start));
    }
    if (wireType === WireType.LengthDelimited) {
      const value = reader.bytes();
      if (++count <= max) {
        taken.push(value);
      }
    } else {
      // As in other languages, a field of another wire type is an unknown field.
      reader.skip(wireType, found);
    }
    restStart = reader.pos;
  }
  rest.push(bytes.subarray(restStart));
  return { taken, count, rest: joinBytes(rest) };
}

/** Returns the identifiers before the place at which an event cannot be decoded. */
function findIds(bytes: Uint8Array): { eventId?: string; tenantId?: string } {
  const reader = new BinaryReader(bytes);
  const ids: { eventId?: string; tenantId?: string } = {};
  try {
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      if (wireType !== WireType.LengthDelimited || (number !== fields.eventId && number !== fields.tenantId)) {
        reader.skip(wireType, number);
      } else if (number === fields.eventId) {
        ids.eventId = reader.string(true);
      } else {
        ids.tenantId = reader.string(true);
      }
    }
  } catch {
    // What was found until here is all that can be read.
  }
  return ids;
}

/** Joins bytes that belong together. */
function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0] !== undefined) {
    return parts[0];
  }
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
