// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create, fromBinary } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { readCapturedBatches } from "@chaukas/testdata";

/** Identifies an event of a soak test. The same place always gives the same event, so none has to be remembered. */
export interface EventPlace {
  readonly tenantId: string;
  readonly index: number;
  /** Number of the content, since there are several with the same ids. */
  readonly variant: number;
}

const templates = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);

/** Creates an event of a soak test from one that a real SDK sent, with unique ids. */
export function createSoakEvent({ tenantId, index, variant }: EventPlace): Event {
  const event = clone(EventSchema, templates[index % templates.length] as Event);
  event.eventId = eventIdOf(tenantId, index);
  event.tenantId = tenantId;
  event.sessionId = `${tenantId}-session-${index % 7}`;
  event.timestamp = create(TimestampSchema, { seconds: 1_760_000_000n + BigInt(index % 5000), nanos: index * 1000 });
  event.metadata = { ...event.metadata, variant, word: wordOf(tenantId), own: `${wordOf(tenantId)}n${index}` };
  clearServerFields(event);
  return event;
}

/** Returns the id of an event of a soak test. */
export function eventIdOf(tenantId: string, index: number): string {
  return `${tenantId}-event-${index}`;
}

/** Returns the word that exactly the events of a tenant contain. */
export function wordOf(tenantId: string): string {
  return `word${tenantId.replaceAll("-", "")}`;
}

/** Clears the fields that only servers set, so that an event read back equals the one sent. */
export function clearServerFields(event: Event): Event {
  event.serverTimestamp = undefined;
  event.hashPrev = "";
  event.contentHash = "";
  event.wormProofId = "";
  return event;
}
