// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { formatOrigin, formatProofId } from "@chaukas/spec-integrity";
import { toHex } from "./hashes.js";

/** Data of an event that the store keeps outside its body. */
export interface ServerFields {
  readonly receivedMs: number;
  /** Absent if the store keeps no log. */
  readonly place?: LogPlace;
}

/** Position of an event in its log. */
interface LogPlace {
  readonly originHost: string;
  readonly sequence: number;
  /** Leaf of the previous record. */
  readonly hashPrev: Uint8Array;
  /** Undefined if the event was redacted. */
  readonly contentHash: Uint8Array | undefined;
}

/** Sets the fields that only the server sets on an event that was read from the store. */
export function setServerFields(event: Event, { receivedMs, place }: ServerFields): Event {
  event.serverTimestamp = timestampFromMs(receivedMs);
  if (place !== undefined) {
    event.hashPrev = toHex(place.hashPrev);
    event.contentHash = place.contentHash === undefined ? "" : toHex(place.contentHash);
    event.wormProofId = formatProofId(originOf(place.originHost, event.tenantId), place.sequence);
  }
  return event;
}

/** Tags of the fields with text. */
const tags = {
  contentHash: tagOfText(EventSchema.field.contentHash.number),
  hashPrev: tagOfText(EventSchema.field.hashPrev.number),
  wormProofId: tagOfText(EventSchema.field.wormProofId.number),
};

function tagOfText(number: number): number {
  return (number << 3) | 2;
}

/** Bytes that the fields of a place take at most, without the origin. */
const maxPlaceBytes = 192;

/**
 * Returns the binary form of an event of the tenant from its body, with the fields that only the server sets behind it.
 * A body has none of them, and protobuf reads fields in any order.
 */
export function encodeWithServerFields(
  body: Uint8Array,
  tenantId: string,
  { receivedMs, place }: ServerFields,
): Uint8Array {
  const origin = place === undefined ? "" : originOf(place.originHost, tenantId);
  const time = encodeTime(receivedMs);
  const bytes = Buffer.allocUnsafe(body.length + time.length + maxPlaceBytes + origin.length);
  bytes.set(body);
  bytes.set(time, body.length);
  let pos = body.length + time.length;
  if (place !== undefined) {
    pos = putHash(bytes, pos, tags.hashPrev, place.hashPrev);
    pos = place.contentHash === undefined ? pos : putHash(bytes, pos, tags.contentHash, place.contentHash);
    const proofId = formatProofId(origin, place.sequence);
    pos = putVarint(bytes, putVarint(bytes, pos, tags.wormProofId), proofId.length);
    pos += bytes.write(proofId, pos, "latin1");
  }
  return bytes.subarray(0, pos);
}

const noFields = create(EventSchema);
// Caches the last time, since all events of a batch have the same.
let lastTime = { ms: Number.NaN, bytes: new Uint8Array() };

/** Returns an event that has only the time at which the server received it. */
function encodeTime(ms: number): Uint8Array {
  if (lastTime.ms !== ms) {
    lastTime = { ms, bytes: encodeEvent({ ...noFields, serverTimestamp: timestampFromMs(ms) }) };
  }
  return lastTime.bytes;
}

/** Writes a hash as text in lower-case hexadecimal. */
function putHash(bytes: Buffer, start: number, tag: number, hash: Uint8Array): number {
  let pos = putVarint(bytes, putVarint(bytes, start, tag), hash.length * 2);
  for (const byte of hash) {
    bytes[pos++] = hexDigits[byte >> 4] as number;
    bytes[pos++] = hexDigits[byte & 15] as number;
  }
  return pos;
}

const hexDigits = Buffer.from("0123456789abcdef");

/** Writes an integer that is at least 0 and safe. */
function putVarint(bytes: Uint8Array, start: number, value: number): number {
  let pos = start;
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) {
    bytes[pos++] = (rest % 128) + 128;
  }
  bytes[pos++] = rest;
  return pos;
}

// Caches the last origin, since all events of a page usually belong to one tenant.
let last = { host: "", tenantId: "", origin: "" };

function originOf(host: string, tenantId: string): string {
  if (last.host !== host || last.tenantId !== tenantId) {
    last = { host, tenantId, origin: formatOrigin(host, tenantId) };
  }
  return last.origin;
}

/** Returns an event as stored in its body: without the fields that only the server sets and without unknown fields. */
export function withoutServerFields({ serverTimestamp: _, ...event }: Event): Event {
  return { ...event, contentHash: "", hashPrev: "", wormProofId: "", $unknown: [] };
}
