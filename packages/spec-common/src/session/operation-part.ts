// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, EventStatus, EventType } from "../gen/chaukas/spec/common/v1/events_pb.js";

/** What is done in an operation, by the types of the events that begin and end it. */
export type OperationKind = "session" | "agent" | "model" | "tool" | "mcp" | "step";

// Numbers, since the enums come with the descriptors of all messages, which take long to load.
const parts: ReadonlyMap<EventType, readonly [kind: OperationKind, part: "start" | "end"]> = new Map<
  EventType,
  readonly [OperationKind, "start" | "end"]
>([
  [1 satisfies EventType.SESSION_START, ["session", "start"]],
  [2 satisfies EventType.SESSION_END, ["session", "end"]],
  [10 satisfies EventType.AGENT_START, ["agent", "start"]],
  [11 satisfies EventType.AGENT_END, ["agent", "end"]],
  [20 satisfies EventType.MODEL_INVOCATION_START, ["model", "start"]],
  [21 satisfies EventType.MODEL_INVOCATION_END, ["model", "end"]],
  [22 satisfies EventType.TOOL_CALL_START, ["tool", "start"]],
  [23 satisfies EventType.TOOL_CALL_END, ["tool", "end"]],
  [24 satisfies EventType.MCP_CALL_START, ["mcp", "start"]],
  [25 satisfies EventType.MCP_CALL_END, ["mcp", "end"]],
  [26 satisfies EventType.STEP_START, ["step", "start"]],
  [27 satisfies EventType.STEP_END, ["step", "end"]],
]);

const failed: EventStatus.FAILED = 4;
const errorType: EventType.ERROR = 40;

/** Returns which part of which kind of operation an event is. Undefined if it is none. */
export function operationPartOf({ type }: Event): readonly [kind: OperationKind, part: "start" | "end"] | undefined {
  return parts.get(type);
}

/** Returns whether an event is an error: of type ERROR, or the end of an operation with the status FAILED. */
export function isErrorEvent(event: Event): boolean {
  return event.type === errorType || (event.status === failed && operationPartOf(event)?.[1] === "end");
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
