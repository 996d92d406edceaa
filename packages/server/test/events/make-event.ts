// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema, EventType } from "@chaukas/spec-common";

let made = 0;

/** Creates an event as an SDK sends it. By default, it has a new id and no tenant. */
export function makeEvent(init: MessageInitShape<typeof EventSchema> = {}): Event {
  made += 1;
  return create(EventSchema, {
    eventId: `event-${made}`,
    sessionId: "session-1",
    type: EventType.SYSTEM,
    timestamp: create(TimestampSchema, { seconds: 1_760_000_000n + BigInt(made) }),
    ...init,
  });
}
