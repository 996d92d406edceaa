// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { fromBinary, fromJsonString } from "@bufbuild/protobuf";
import { eventBatchFromJsonString, eventFromJsonString } from "@chaukas/spec-common/json";
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
    () => fromBinary(IngestEventBatchRequestSchema, bytes).eventBatch?.events ?? [],
    () => [eventFromJsonString(text)],
    () => eventBatchFromJsonString(text).events,
    () => [fromJsonString(IngestEventRequestSchema, text, { ignoreUnknownFields: true }).event],
    () => fromJsonString(IngestEventBatchRequestSchema, text, { ignoreUnknownFields: true }).eventBatch?.events ?? [],
  ]
    .flatMap(attempt)
    .map((event) => event?.eventId ?? "");
}

function attempt<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch {
    return [];
  }
}
