// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Encodes `chaukas.spec.client.v1.IngestEventBatchRequest` with events that are encoded already. */
export function encodeBatch(events: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const { length: bytes } of events) {
    length += 1 + varintLength(bytes) + bytes;
  }
  const request = new Uint8Array(1 + varintLength(length) + length);
  // Field 1 of the request is the batch, field 3 of the batch the events, both with a length.
  let at = putHead(request, 0, 10, length);
  for (const event of events) {
    at = putHead(request, at, 26, event.length);
    request.set(event, at);
    at += event.length;
  }
  return request;
}

function varintLength(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5;
}

function putHead(bytes: Uint8Array, start: number, tag: number, length: number): number {
  let at = start;
  bytes[at++] = tag;
  let rest = length;
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}
