// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clearField, clone } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";

const { serverTimestamp, contentHash, hashPrev, wormProofId } = EventSchema.field;

/** Returns events by id, without the fields that only a server sets. */
export function sentContent(events: readonly Event[]): Map<string, Event> {
  return new Map(
    events.map((event) => {
      const copy = clone(EventSchema, event);
      for (const field of [serverTimestamp, contentHash, hashPrev, wormProofId]) {
        clearField(copy, field);
      }
      return [event.eventId, copy];
    }),
  );
}
