// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventType } from "../gen/chaukas/spec/common/v1/events_pb.js";

/** What is done in an operation, by the types of the events that begin and end it. */
export type OperationKind = "session" | "agent" | "model" | "tool" | "mcp" | "step";

const parts: ReadonlyMap<EventType, readonly [kind: OperationKind, part: "start" | "end"]> = new Map([
  [EventType.SESSION_START, ["session", "start"]],
  [EventType.SESSION_END, ["session", "end"]],
  [EventType.AGENT_START, ["agent", "start"]],
  [EventType.AGENT_END, ["agent", "end"]],
  [EventType.MODEL_INVOCATION_START, ["model", "start"]],
  [EventType.MODEL_INVOCATION_END, ["model", "end"]],
  [EventType.TOOL_CALL_START, ["tool", "start"]],
  [EventType.TOOL_CALL_END, ["tool", "end"]],
  [EventType.MCP_CALL_START, ["mcp", "start"]],
  [EventType.MCP_CALL_END, ["mcp", "end"]],
  [EventType.STEP_START, ["step", "start"]],
  [EventType.STEP_END, ["step", "end"]],
] as const);

/** Returns which part of which kind of operation an event is. Undefined if it is none. */
export function operationPartOf({ type }: Event): readonly [kind: OperationKind, part: "start" | "end"] | undefined {
  return parts.get(type);
}

/**
 * Returns a key that the events of operations of one kind share if they have the same span, or without one the same id of a
 * call. The first start belongs to the first end, the second to the second, and so on.
 */
export function operationKeyOf(event: Event, kind: OperationKind): string {
  const { tenantId, sessionId, traceId, spanId } = event;
  return JSON.stringify([kind, tenantId, sessionId, ...(spanId === "" ? ["", callIdOf(event)] : [traceId, spanId])]);
}

function callIdOf({ content }: Event): string {
  switch (content.case) {
    case "toolCall":
      return content.value.id;
    case "toolResponse":
      return content.value.toolCallId;
    default:
      return "";
  }
}
