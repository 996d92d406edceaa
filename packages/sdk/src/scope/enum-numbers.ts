// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type {
  Author as Authors,
  EventStatus as EventStatuses,
  EventType as EventTypes,
  Severity as Severities,
} from "@chaukas/spec-common";

/** Members of a generated enum, which the compiler compares with it. */
type Numbers<Enum> = { readonly [Name in keyof Enum]?: Enum[Name] };

/** Types of events that the SDK records. The generated enum would bring its names along, which bundles keep. */
export const EventType = {
  SESSION_START: 1,
  SESSION_END: 2,
  AGENT_START: 10,
  AGENT_END: 11,
  AGENT_HANDOFF: 12,
  MODEL_INVOCATION_START: 20,
  MODEL_INVOCATION_END: 21,
  TOOL_CALL_START: 22,
  TOOL_CALL_END: 23,
  MCP_CALL_START: 24,
  MCP_CALL_END: 25,
  STEP_START: 26,
  STEP_END: 27,
  INPUT_RECEIVED: 30,
  OUTPUT_EMITTED: 31,
  ERROR: 40,
  RETRY: 41,
  POLICY_DECISION: 60,
  DATA_ACCESS: 61,
  STATE_UPDATE: 62,
  SYSTEM: 63,
  EVALUATION: 64,
} as const satisfies Numbers<typeof EventTypes>;

/** Statuses of operations. */
export const EventStatus = {
  STARTED: 1,
  COMPLETED: 3,
  FAILED: 4,
  CANCELLED: 5,
  REJECTED: 7,
} as const satisfies Numbers<typeof EventStatuses>;

/** Severities. */
export const Severity = {
  INFO: 2,
  WARN: 3,
  ERROR: 4,
} as const satisfies Numbers<typeof Severities>;

/** Authors of events. */
export const Author = {
  USER: 1,
  AGENT: 2,
  TOOL: 3,
  SYSTEM: 4,
  LLM: 5,
} as const satisfies Numbers<typeof Authors>;
