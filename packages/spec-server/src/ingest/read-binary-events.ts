// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Event, type EventBatch, EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { decodeEvent, decodeEventBatch } from "@chaukas/spec-common/codec";
import { locate, toCodecError } from "@chaukas/spec-common/gen/es_codec/error.js";
import { openReader, takeEnd, takeTag, takeUnknown } from "@chaukas/spec-common/gen/es_codec/reader.js";
import { Code, ConnectError } from "@connectrpc/connect";
import { batchSizeError } from "../errors/limit-error.js";
import { decodeIngestEventBatchRequest, decodeIngestEventRequest } from "../gen/chaukas/spec/server/v1/server_codec.js";
import { IngestEventBatchRequestSchema, IngestEventRequestSchema } from "../gen/chaukas/spec/server/v1/server_pb.js";
import { joinBytes } from "../http/join-bytes.js";
import { createUnreadableEvent } from "./unreadable-event.js";

/** Maximum number of parts in which a batch may come. Encoders write one. */
const maxParts = 1000;

/** The fields through which events are read. */
const fields = {
  event: IngestEventRequestSchema.field.event,
  eventBatch: IngestEventBatchRequestSchema.field.eventBatch,
  events: EventBatchSchema.field.events,
  eventId: EventSchema.field.eventId.number,
  tenantId: EventSchema.field.tenantId.number,
} as const;

/**
 * Reads a binary `IngestEventBatchRequest`, of either service. Undefined if it has no batch. See
 * {@link readBinaryBatch}.
 */
export function readBinaryBatchRequest(bytes: Uint8Array, maxBatchSize: number): EventBatch | undefined {
  const { taken, count, rest } = takeField(bytes, fields.eventBatch, maxParts);
  decodeIngestEventBatchRequest(rest);
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
function readBinaryBatch(parts: readonly Uint8Array[], maxBatchSize: number): EventBatch {
  // Each part is a message in itself: a field never continues in the next one.
  const all = parts.map((part) => takeField(part, fields.events, maxBatchSize));
  const count = all.reduce((sum, part) => sum + part.count, 0);
  if (count > maxBatchSize) {
    throw batchSizeError(maxBatchSize, count);
  }
  const batch = decodeEventBatch(joinBytes(all.map(({ rest }) => rest)));
  batch.events = all.flatMap(({ taken }) => taken.map((event) => readEvent([event], "")));
  return batch;
}

/**
 * Reads a binary `IngestEventRequest`, of either service. Undefined if it has no event. The event may come in several
 * parts. One that cannot be decoded is rejected.
 */
export function readBinaryEventRequest(bytes: Uint8Array): Event | undefined {
  const { taken, count, rest } = takeField(bytes, fields.event, maxParts);
  decodeIngestEventRequest(rest);
  if (count > maxParts) {
    throw new Error(`expected an event in at most ${maxParts} parts, got ${count}`);
  }
  return count === 0 ? undefined : readEvent(taken, "event: ");
}

function readEvent(parts: readonly Uint8Array[], subject: string): Event {
  try {
    // Protobuf merges parts as if they were one, but each is a message in itself.
    for (const part of parts.length > 1 ? parts : []) {
      decodeEvent(part);
    }
    return decodeEvent(joinBytes(parts));
  } catch (cause) {
    const problem = `expected a binary ${EventSchema.typeName}, got bytes that fail with "${(cause as Error).message}"`;
    const error = new ConnectError(subject + problem, Code.InvalidArgument, undefined, undefined, cause);
    return createUnreadableEvent({ field: "", rule: "malformed", error }, findIds(joinBytes(parts)));
  }
}

/**
 * Takes a field of messages out of a message: returns the first `max` of its values in order, their number, and the
 * bytes of all other fields. Throws if the field has another wire type.
 */
function takeField(bytes: Uint8Array, { number, name, parent }: DescField, max: number) {
  const taken: Uint8Array[] = [];
  const rest: Uint8Array[] = [];
  const end = bytes.length;
  let count = 0;
  let restStart = 0;
  let tag = 0;
  const reader = openReader(bytes, { readUnknownFields: false });
  try {
    while (reader.pos < end) {
      const start = reader.pos;
      tag = takeTag(reader, end);
      if (tag !== ((number << 3) | WireType.LengthDelimited)) {
        takeUnknown(reader, end, tag, { [number]: `${WireType.LengthDelimited}${name}` }, undefined);
        continue;
      }
      // Runs of other fields, rather than each of them, since callers can send any number.
      if (start > restStart && count <= max) {
        rest.push(bytes.subarray(restStart, start));
      }
      const stop = takeEnd(reader, end);
      if (++count <= max) {
        taken.push(bytes.subarray(reader.pos, stop));
      }
      reader.pos = stop;
      restStart = stop;
    }
  } catch (error) {
    throw toCodecError(locate(error, tag >>> 3 === number ? name : undefined), parent.typeName);
  }
  rest.push(bytes.subarray(restStart));
  return { taken, count, rest: joinBytes(rest) };
}

/**
 * Returns the identifiers before the place at which the fields of an event cannot be told apart. The reader is that of
 * protobuf-es, since it goes on where the strict one stops, such as behind a varint of more than 64 bits. What it reads
 * only names the rejection of an event that the strict one refuses.
 */
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
