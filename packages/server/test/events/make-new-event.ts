// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { EventSchema, EventType } from "@chaukas/spec-common";
import type { NewEvent } from "../../src/store/contract/new-event.js";
import { sealEvent } from "../../src/store/records/commitment.js";

let made = 0;

/** Creates an event for a store, with all required fields. By default, it has a new id. */
export function makeNewEvent(
  init: MessageInitShape<typeof EventSchema> = {},
  receivedMs = 1_760_000_000_123,
): NewEvent {
  made += 1;
  const event = create(EventSchema, {
    eventId: `evt-${made}`,
    tenantId: "acme",
    projectId: "support",
    sessionId: "session-1",
    type: EventType.SYSTEM,
    timestamp: create(TimestampSchema, { seconds: 1_750_000_000n }),
    ...init,
  });
  return { event, body: toBinary(EventSchema, event), receivedMs, seal: sealEvent(event) };
}
