// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import { clone, fromBinary } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { readCapturedBatches } from "@chaukas/testdata";

/** Number of events that share a session and a trace. */
export const batchSize = 100;

/**
 * Identifiers of the events. `sdk`: as the SDKs create them, UUIDv7 of the time of the event, so that new keys come
 * after all others in every index. `random`: UUIDv4, so that each key goes to another page of an index.
 */
export type Keys = "sdk" | "random";

const captured = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const firstMs = Number(captured[0]?.timestamp?.seconds ?? 0n) * 1000;
/** Time from one session to the next, and from one event to the next. */
const msBetweenSessions = 20;
const nanosBetweenEvents = 100_000;

/** Tenant of the events. */
export const capturedTenant = captured[0]?.tenantId ?? "";

/**
 * Returns events as a real SDK sent them, from a position in an endless sequence. Time goes on in it, and every hundred
 * events have a session, a trace and spans of their own.
 */
export function makeEvents(keys: Keys, from: number, count: number): Event[] {
  return Array.from({ length: count }, (_, index) => makeEvent(keys, from + index));
}

function makeEvent(keys: Keys, position: number): Event {
  const session = Math.floor(position / batchSize);
  const place = position % batchSize;
  const event = clone(EventSchema, captured[place % captured.length] as Event);
  const startMs = firstMs + session * msBetweenSessions;
  const nanos = place * nanosBetweenEvents;
  const ms = startMs + Math.floor(nanos / 1e6);
  const nameOf = (kind: string) => toUuid(keys, startMs, `${kind} of session ${session}`);
  const spanOf = (captured: string) => captured && nameOf(`span ${captured}`);
  event.eventId = toUuid(keys, ms, `event ${position}`);
  event.sessionId = `sess-${nameOf("id")}`;
  event.traceId = nameOf("trace");
  event.spanId = spanOf(event.spanId);
  event.parentSpanId = spanOf(event.parentSpanId);
  if (event.timestamp !== undefined) {
    event.timestamp.seconds = BigInt(Math.floor(ms / 1000));
    event.timestamp.nanos = (ms % 1000) * 1e6 + (nanos % 1e6);
  }
  return event;
}

/** Returns the same UUID for the same name. */
function toUuid(keys: Keys, ms: number, name: string): string {
  const hex = hash("sha256", name, "hex");
  const head = keys === "sdk" ? ms.toString(16).padStart(12, "0") : hex.slice(0, 12);
  const version = keys === "sdk" ? "7" : "4";
  return `${head.slice(0, 8)}-${head.slice(8)}-${version}${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
