// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Author, EventType } from "@chaukas/spec-common";
import type { PartName } from "../mapping/map-attributes.js";
import type { OperationKind } from "../mapping/mapping-table.js";

/** The types of the events that an operation has, and the kind of content of each. */
export interface OperationTypes {
  /** Undefined for an operation with a single event. */
  readonly start?: EventType;
  readonly startContent: string;
  readonly end: EventType;
  readonly endContent: string;
}

const types: Readonly<Record<OperationKind, OperationTypes>> = {
  agent: { start: EventType.AGENT_START, startContent: "", end: EventType.AGENT_END, endContent: "" },
  model: {
    start: EventType.MODEL_INVOCATION_START,
    startContent: "llm_invocation",
    end: EventType.MODEL_INVOCATION_END,
    endContent: "llm_invocation",
  },
  tool: {
    start: EventType.TOOL_CALL_START,
    startContent: "tool_call",
    end: EventType.TOOL_CALL_END,
    endContent: "tool_response",
  },
  mcp: {
    start: EventType.MCP_CALL_START,
    startContent: "mcp_call",
    end: EventType.MCP_CALL_END,
    endContent: "mcp_call",
  },
  step: { start: EventType.STEP_START, startContent: "step", end: EventType.STEP_END, endContent: "step" },
  retrieval: { startContent: "", end: EventType.DATA_ACCESS, endContent: "data_access" },
  evaluation: { startContent: "", end: EventType.EVALUATION, endContent: "evaluation" },
  guard: { startContent: "", end: EventType.POLICY_DECISION, endContent: "policy" },
  output: { startContent: "", end: EventType.OUTPUT_EMITTED, endContent: "message" },
  exception: { startContent: "", end: EventType.ERROR, endContent: "error" },
};

/** Returns the types of the events of a kind of operation. */
export function typesOf(kind: OperationKind): OperationTypes {
  return types[kind];
}

const durations: Partial<Readonly<Record<OperationKind, string>>> = {
  model: "llm_invocation/duration_ms",
  tool: "tool_response/execution_time_ms",
  mcp: "mcp_call/execution_time_ms",
  step: "step/duration_ms",
};

/** Returns the field with the duration of an operation, if its content has one. */
export function durationFieldOf(kind: OperationKind): string | undefined {
  return durations[kind];
}

/** Returns who brings an event of an operation about. */
export function authorOf(kind: OperationKind, part: PartName): Author {
  if (part === "input") {
    return Author.USER;
  }
  if (part === "end" && (kind === "tool" || kind === "mcp")) {
    return Author.TOOL;
  }
  if (part === "end" && kind === "model") {
    return Author.LLM;
  }
  return kind === "guard" || kind === "evaluation" || kind === "exception" ? Author.SYSTEM : Author.AGENT;
}
