// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";

/** Events without the fields that only a server sets, in binary form and by their ids. */
export function sentContent(events: readonly Event[]): Map<string, string> {
  return new Map(
    events.map(({ serverTimestamp, contentHash, hashPrev, wormProofId, ...event }) => [
      event.eventId,
      Buffer.from(toBinary(EventSchema, event as Event)).toString("hex"),
    ]),
  );
}
