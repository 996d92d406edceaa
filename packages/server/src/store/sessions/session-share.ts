// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, EventType } from "@chaukas/spec-common";
import { isErrorEvent, toDecimal } from "@chaukas/spec-common/session";
import { toColumnText } from "../words/column-text.js";

/** Columns of a session that are sums over its events, which {@link SessionShare.counts} refers to. */
export const countColumns = [
  "model_starts",
  "model_ends",
  "tool_starts",
  "tool_ends",
  "mcp_starts",
  "mcp_ends",
  "session_ends",
  "errors",
  "handoffs",
  "data_accesses",
  "policy_decisions",
  "input_tokens",
  "output_tokens",
  "total_tokens",
] as const;

export type CountColumn = (typeof countColumns)[number];

/** What a name in a session is: of an agent, a currency, an outcome of policies, or a principal. */
export type NameKind = "a" | "c" | "o" | "p";

/** A name that an event adds to its session. That of the agent is a column of the event. */
export interface SessionName {
  readonly kind: Exclude<NameKind, "a">;
  /** In the form of `toColumnText`. */
  readonly name: string;
  /** What the event costs in the currency of this name, as a decimal number. 0 for other kinds. */
  readonly cost: string;
}

/** What an event adds to its session, beside its time and its agent. After a redaction, it may be less. */
export interface SessionShare {
  /** Pairs of numbers: the index of one of {@link countColumns}, and what is added to it. Most events add to one or two. */
  readonly counts: readonly number[];
  /** Different names. */
  readonly names: readonly SessionName[];
}

// Numbers, since the enums come with the descriptors of all messages, which take most of the time to load a thread.
const modelEnd: EventType.MODEL_INVOCATION_END = 21;

/** Column that counts the events of a type. */
const columnsOfTypes: ReadonlyMap<EventType, number> = new Map<EventType, number>(
  (
    [
      [20 satisfies EventType.MODEL_INVOCATION_START, "model_starts"],
      [modelEnd, "model_ends"],
      [22 satisfies EventType.TOOL_CALL_START, "tool_starts"],
      [23 satisfies EventType.TOOL_CALL_END, "tool_ends"],
      [24 satisfies EventType.MCP_CALL_START, "mcp_starts"],
      [25 satisfies EventType.MCP_CALL_END, "mcp_ends"],
      [2 satisfies EventType.SESSION_END, "session_ends"],
      [12 satisfies EventType.AGENT_HANDOFF, "handoffs"],
      [61 satisfies EventType.DATA_ACCESS, "data_accesses"],
      [60 satisfies EventType.POLICY_DECISION, "policy_decisions"],
    ] as const
  ).map(([type, column]) => [type as EventType, countColumns.indexOf(column)]),
);

const errors = countColumns.indexOf("errors");
const inputTokens = countColumns.indexOf("input_tokens");
const outputTokens = countColumns.indexOf("output_tokens");
const totalTokens = countColumns.indexOf("total_tokens");

/** Returns what an event adds to its session. */
export function toSessionShare(event: Event): SessionShare {
  return { counts: countsOf(event), names: namesOf(event) };
}

function countsOf(event: Event): readonly number[] {
  const { type, content } = event;
  const column = columnsOfTypes.get(type);
  const isError = isErrorEvent(event);
  if (column === undefined && !isError) {
    return nothing;
  }
  const counts = column === undefined ? [] : [column, 1];
  if (isError) {
    counts.push(errors, 1);
  }
  if (type === modelEnd && content.case === "llmInvocation") {
    const { promptTokens, completionTokens, totalTokens: reported } = content.value;
    counts.push(inputTokens, promptTokens, outputTokens, completionTokens);
    counts.push(totalTokens, reported === 0 ? promptTokens + completionTokens : reported);
  }
  return counts;
}

function namesOf({ principal, delegation, content, cost }: Event): readonly SessionName[] {
  const names: SessionName[] = [];
  if (principal !== undefined) {
    addName(names, "p", principal.id);
  }
  for (const { id } of delegation) {
    addName(names, "p", id);
  }
  if (content.case === "policy") {
    addName(names, "o", content.value.outcome);
    addName(names, "p", content.value.approver?.id);
  } else if (content.case === "evaluation") {
    addName(names, "p", content.value.evaluator?.id);
  }
  // The rules refuse other costs, but a store may have events that are older than they are.
  if (cost !== undefined && cost.totalCost !== 0 && Number.isFinite(cost.totalCost)) {
    names.push({ kind: "c", name: toColumnText(cost.currency), cost: toDecimal(cost.totalCost) });
  }
  return names;
}

function addName(names: SessionName[], kind: SessionName["kind"], text = ""): void {
  const name = toColumnText(text);
  if (name !== "" && !names.some((other) => other.kind === kind && other.name === name)) {
    names.push({ kind, name, cost: "0" });
  }
}

const nothing: readonly number[] = [];
