// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { fromBinary } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Event, EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import {
  type EventsReading,
  eventFromJsonString,
  readEventBatchText,
  readProtoJsonText,
} from "@chaukas/spec-common/json";
import { ChaukasServerService, IngestEventBatchRequestSchema, IngestEventRequestSchema } from "@chaukas/spec-server";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import type { FuzzRequest } from "./fuzz-request.ts";

/** Returns the ids of all events that a request may contain, however its body is decoded. */
export function readEventIds({ path, body = new Uint8Array() }: FuzzRequest): string[] {
  const message = new URL(path, "http://localhost").searchParams.get("message") ?? "";
  const bodies = [body, Buffer.from(message), Buffer.from(message, "base64url")].flatMap((bytes) => [
    bytes,
    ...unpack(bytes),
  ]);
  return bodies.flatMap((bytes) => [bytes, ...splitFrames(bytes)]).flatMap(readIds);
}

/** Reads the ids of all events that a key can see. */
export async function readStoredIds(baseUrl: string, key: string): Promise<string[]> {
  const client = createClient(ChaukasServerService, createGrpcTransport({ baseUrl }));
  const ids: string[] = [];
  let pageToken = "";
  do {
    const { response } = await client.queryEvents(
      { query: { pageSize: 1000, pageToken } },
      { headers: { authorization: `Bearer ${key}` } },
    );
    ids.push(...(response?.events ?? []).map(({ eventId }) => eventId));
    pageToken = response?.nextPageToken ?? "";
  } while (pageToken !== "");
  return ids;
}

function unpack(bytes: Uint8Array): Uint8Array[] {
  const options = { maxOutputLength: 2 ** 20 };
  return [gunzipSync, brotliDecompressSync].flatMap((decompress) => attempt(() => [decompress(bytes, options)]));
}

function splitFrames(bytes: Uint8Array): Uint8Array[] {
  const buffer = Buffer.from(bytes);
  return attempt(() => [buffer.subarray(5, 5 + buffer.readUInt32BE(1))]).flatMap((frame) => [frame, ...unpack(frame)]);
}

function readIds(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString();
  return [
    () => [fromBinary(IngestEventRequestSchema, bytes).event],
    () => readBinaryEvents(bytes),
    () => [eventFromJsonString(text)],
    () => readableEvents(readEventBatchText(text)),
    () => [readProtoJsonText(IngestEventRequestSchema, text).message.event],
    () => readableEvents(readProtoJsonText(IngestEventBatchRequestSchema, text)),
  ]
    .flatMap(attempt)
    .map((event) => event?.eventId ?? "");
}

function readableEvents({ events }: EventsReading<unknown>): Event[] {
  return events.flatMap((reading) => (reading.kind === "event" ? [reading.event] : []));
}

/** Reads the events of a binary request with a batch, each by itself, as a server does. */
function readBinaryEvents(bytes: Uint8Array): Event[] {
  const batch = Buffer.concat(takeField(bytes, IngestEventBatchRequestSchema.field.eventBatch.number));
  return takeField(batch, EventBatchSchema.field.events.number).flatMap((event) =>
    attempt(() => [fromBinary(EventSchema, event)]),
  );
}

function takeField(bytes: Uint8Array, number: number): Uint8Array[] {
  const reader = new BinaryReader(bytes);
  const taken: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === number && wireType === WireType.LengthDelimited) {
      taken.push(reader.bytes());
    } else {
      reader.skip(wireType, field);
    }
  }
  return taken;
}

function attempt<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch {
    return [];
  }
}
