// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema, EventType } from "@chaukas/spec-common";

/** Creates a valid event, with the given fields. */
export function createEvent(init: MessageInitShape<typeof EventSchema> = {}): Event {
  return create(EventSchema, {
    eventId: "event-1",
    tenantId: "acme",
    sessionId: "session-1",
    type: EventType.SESSION_START,
    timestamp: timestampFromMs(0),
    ...init,
  });
}
