// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create, fromBinary } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { readCapturedBatches } from "@chaukas/testdata";

/** Which event of a soak it is. The same place gives the same event, so that none needs to be remembered. */
export interface EventPlace {
  readonly tenantId: string;
  readonly index: number;
  /** Which of several contents under the same identifiers. */
  readonly variant: number;
}

const templates = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);

/** Creates an event of a soak from one that a real SDK sent, with identifiers of its own. */
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

/** Identifier of an event of a soak. */
export function eventIdOf(tenantId: string, index: number): string {
  return `${tenantId}-event-${index}`;
}

/** The word that all events of a tenant contain, and no others. */
export function wordOf(tenantId: string): string {
  return `word${tenantId.replaceAll("-", "")}`;
}

/** Clears what only servers set, so that an event that is read back equals the one that was sent. */
export function clearServerFields(event: Event): Event {
  event.serverTimestamp = undefined;
  event.hashPrev = "";
  event.contentHash = "";
  event.wormProofId = "";
  return event;
}
