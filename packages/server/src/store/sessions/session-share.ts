// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, EventType, Principal } from "@chaukas/spec-common";
import { isErrorEvent, toDecimal } from "@chaukas/spec-common/session";
import { toColumnText } from "../words/column-text.js";

/** Columns of a session that are sums over its events, in the order of {@link SessionShare.counts}. */
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

/** A name that an event adds to its session. */
export interface SessionName {
  readonly kind: NameKind;
  /** In the form of `toColumnText`. */
  readonly name: string;
  /** What the event costs in the currency of this name, as a decimal number. 0 for other kinds. */
  readonly cost: string;
}

/** What an event adds to its session, beside its time. After a redaction, it may be less. */
export interface SessionShare {
  /** One number for each of {@link countColumns}. */
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

function countsOf(event: Event): number[] {
  const { type, content } = event;
  const counts = new Array<number>(countColumns.length).fill(0);
  const column = columnsOfTypes.get(type);
  if (column !== undefined) {
    counts[column] = 1;
  }
  if (isErrorEvent(event)) {
    counts[errors] = 1;
  }
  if (type === modelEnd && content.case === "llmInvocation") {
    const { promptTokens, completionTokens, totalTokens: reported } = content.value;
    counts[inputTokens] = promptTokens;
    counts[outputTokens] = completionTokens;
    counts[totalTokens] = reported === 0 ? promptTokens + completionTokens : reported;
  }
  return counts;
}

function namesOf({ agentId, principal, delegation, content, cost }: Event): SessionName[] {
  const names: SessionName[] = [];
  const add = (kind: NameKind, text: string | undefined) => {
    if (text === undefined || text === "") {
      return;
    }
    const name = toColumnText(text);
    if (!names.some((other) => other.kind === kind && other.name === name)) {
      names.push({ kind, name, cost: "0" });
    }
  };
  const addPrincipal = (named: Principal | undefined) => add("p", named?.id);
  add("a", agentId);
  addPrincipal(principal);
  delegation.forEach(addPrincipal);
  if (content.case === "policy") {
    add("o", content.value.outcome);
    addPrincipal(content.value.approver);
  } else if (content.case === "evaluation") {
    addPrincipal(content.value.evaluator);
  }
  // The rules refuse other costs, but a store may have events that are older than they are.
  if (cost !== undefined && cost.totalCost !== 0 && Number.isFinite(cost.totalCost)) {
    names.push({ kind: "c", name: toColumnText(cost.currency), cost: toDecimal(cost.totalCost) });
  }
  return names;
}
