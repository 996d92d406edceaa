// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { type NewEvent, sealEvent } from "@chaukas/server";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { appendEvents } from "./append-events.ts";
import { batchSize, makeEvents } from "./captured-events.ts";
import { keepStore } from "./keep-store.ts";

/** A session that is as long as those that people still read as a whole. */
export const longSession = { id: "sess-long", events: 10_000 } as const;

/** Name of the first session. */
export const shortSession = makeEventAt(0).sessionId;

/** Host in the origin of the log. */
export const trailHost = "audit.example.com";

/** Number of events of a captured conversation, after which a long session goes on with the next. */
const eventsPerTurn = 40;

/**
 * Returns the path of a store with a log of `count` captured events, with keys as the SDKs create them: sessions of a
 * hundred events and, as the last, one that is long.
 */
export function buildTrail(count: number): Promise<string> {
  const options = { integrity: true, originHost: trailHost };
  const before = count - longSession.events;
  const make = (position: number) =>
    toNewEvent(position < before ? makeEventAt(position) : makeLongEvent(before, position));
  return keepStore(`trail-${count}`, (path) => appendEvents(path, options, count, make));
}

function makeEventAt(position: number): Event {
  const [event] = makeEvents("sdk", position, 1);
  return event as Event;
}

function makeLongEvent(before: number, position: number): Event {
  const place = position - before;
  const turn = Math.floor(place / eventsPerTurn);
  const event = makeEventAt(before + turn * batchSize + (place % eventsPerTurn));
  event.sessionId = longSession.id;
  return event;
}

function toNewEvent(event: Event): NewEvent {
  // Received when it happened, as if the trail had grown by itself.
  const receivedMs = Number(event.timestamp?.seconds ?? 0n) * 1000;
  return { event, body: toBinary(EventSchema, event), receivedMs, seal: sealEvent(event) };
}
