// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, toBinary } from "@bufbuild/protobuf";
import type { NewEvent } from "@chaukas/server";
import { EventSchema, EventType } from "@chaukas/spec-common";

export const smallTenant = "bench";
export const eventsPerSession = 250;
export const eventsPerSecond = 10;
/** Timestamp of the first event, in seconds since the Unix epoch. */
export const firstSecond = 1_700_000_000;

const types = [EventType.TOOL_CALL_START, EventType.TOOL_CALL_END, EventType.MODEL_INVOCATION_START, EventType.SYSTEM];

/**
 * Creates a small event: one of four types, five projects and ten agents, in sessions of 250, ten events per second.
 */
export function makeSmallEvent(index: number): NewEvent {
  const session = Math.floor(index / eventsPerSession);
  const event = create(EventSchema, {
    eventId: `evt-${index}`,
    tenantId: smallTenant,
    projectId: `project-${session % 5}`,
    sessionId: `session-${session}`,
    agentId: `agent-${session % 10}`,
    type: types[index % types.length] as EventType,
    timestamp: {
      seconds: BigInt(firstSecond + Math.floor(index / eventsPerSecond)),
      nanos: (index % eventsPerSecond) * 100_000_000,
    },
    content: { case: "message", value: { role: "user", text: `order case${session} to be refunded` } },
  });
  return { event, body: toBinary(EventSchema, event), receivedMs: 1_760_000_000_000 + index };
}
