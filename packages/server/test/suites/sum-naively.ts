// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventType } from "@chaukas/spec-common";
import { totalEvents } from "@chaukas/spec-common/session";
import type { StoredEvent } from "../../src/store/contract/event-store.js";
import type { Instant } from "../../src/store/contract/new-event.js";
import type { SessionFilter } from "../../src/store/contract/session-query.js";

/** What a session adds up to, as a scan of its events finds it. */
export interface NaiveSession {
  readonly sessionId: string;
  readonly projectId: string;
  readonly events: number;
  readonly first: Instant;
  readonly last: Instant;
  readonly counts: Readonly<Record<string, number>>;
  /** Names with their numbers of events, the most frequent first. */
  readonly agents: readonly [string, number][];
  readonly outcomes: readonly [string, number][];
  /** Currencies with their numbers of events and costs. */
  readonly costs: readonly [string, number, number][];
}

/** Answers a query for sessions by a scan of all events. Every store must return the same. */
export function sumNaively(log: readonly StoredEvent[], filter: SessionFilter): NaiveSession[] {
  const sessions = Map.groupBy(
    log.filter(({ event }) => event.tenantId === filter.tenantId && isOneOf(event.projectId, filter.projectIds)),
    ({ event }) => JSON.stringify([event.sessionId, event.projectId]),
  );
  return [...sessions.values()]
    .map((stored) => stored.map(({ event }) => event))
    .filter((events) => isMatch(events, filter))
    .map(sum)
    .sort(
      (one, other) =>
        compareInstants(other.last, one.last) ||
        compareTexts(other.sessionId, one.sessionId) ||
        compareTexts(other.projectId, one.projectId),
    );
}

function isMatch(events: readonly Event[], filter: SessionFilter): boolean {
  const { sessionIdPrefix = "", state, withErrors, start, end } = filter;
  const { first, last, counts } = sum(events);
  return (
    (events[0]?.sessionId.startsWith(sessionIdPrefix) ?? false) &&
    (state === undefined || (state === "ended") === (counts["session_ends"] ?? 0) > 0) &&
    (!withErrors || (counts["errors"] ?? 0) > 0) &&
    (start === undefined || compareInstants(last, start) >= 0) &&
    (end === undefined || compareInstants(first, end) < 0) &&
    events.some(({ agentId }) => isOneOf(agentId, filter.agentIds)) &&
    events.some((event) => principalsOf(event).some((id) => isOneOf(id, filter.principalIds))) &&
    events.some(({ content }) => isOneOf(content.case === "policy" ? content.value.outcome : "", filter.policyOutcomes))
  );
}

function sum(events: readonly Event[]): NaiveSession {
  const [{ sessionId, projectId } = { sessionId: "", projectId: "" }] = events;
  const others = events.filter(({ content }) => content.case !== "redactionRecord");
  const timed = others.length === 0 ? events : others;
  const times = timed.map(({ timestamp }) => timestamp as Instant).sort(compareInstants);
  const count = (isCounted: (event: Event) => boolean) => events.filter(isCounted).length;
  const ofType = (type: EventType) => count((event) => event.type === type);
  const models = events.flatMap(({ type, content }) =>
    type === EventType.MODEL_INVOCATION_END && content.case === "llmInvocation" ? [content.value] : [],
  );
  const tokens = (of: (model: (typeof models)[number]) => number) => models.reduce((total, one) => total + of(one), 0);
  const totals = totalEvents();
  events.forEach(totals.add);
  const { errors, costs } = totals.totals();
  const { first = { seconds: 0n, nanos: 0 }, last = first } = { first: times[0], last: times.at(-1) };
  return {
    sessionId,
    projectId,
    events: events.length,
    first: { seconds: first.seconds, nanos: first.nanos },
    last: { seconds: last.seconds, nanos: last.nanos },
    counts: {
      model_starts: ofType(EventType.MODEL_INVOCATION_START),
      model_ends: ofType(EventType.MODEL_INVOCATION_END),
      tool_starts: ofType(EventType.TOOL_CALL_START),
      tool_ends: ofType(EventType.TOOL_CALL_END),
      mcp_starts: ofType(EventType.MCP_CALL_START),
      mcp_ends: ofType(EventType.MCP_CALL_END),
      session_ends: ofType(EventType.SESSION_END),
      errors,
      handoffs: ofType(EventType.AGENT_HANDOFF),
      data_accesses: ofType(EventType.DATA_ACCESS),
      policy_decisions: ofType(EventType.POLICY_DECISION),
      input_tokens: tokens(({ promptTokens }) => promptTokens),
      output_tokens: tokens(({ completionTokens }) => completionTokens),
      total_tokens: tokens((one) => one.totalTokens || one.promptTokens + one.completionTokens),
    },
    agents: rank(events.map(({ agentId }) => agentId)),
    outcomes: rank(events.map(({ content }) => (content.case === "policy" ? content.value.outcome : ""))),
    costs: [...costs]
      .map(([currency, cost]): [string, number, number] => {
        const number = count(({ cost: one }) => one !== undefined && one.totalCost !== 0 && one.currency === currency);
        return [currency, number, Number(cost)];
      })
      .sort((one, other) => other[1] - one[1] || compareTexts(one[0], other[0])),
  };
}

function rank(names: readonly string[]): [string, number][] {
  const groups = Map.groupBy(
    names.filter((name) => name !== ""),
    (name) => name,
  );
  return [...groups]
    .map(([name, list]): [string, number] => [name, list.length])
    .sort((one, other) => other[1] - one[1] || compareTexts(one[0], other[0]));
}

function principalsOf({ principal, delegation, content }: Event): string[] {
  const approver = content.case === "policy" ? content.value.approver : undefined;
  const evaluator = content.case === "evaluation" ? content.value.evaluator : undefined;
  return [principal, ...delegation, approver, evaluator].flatMap((named) => named?.id ?? []).concat("");
}

function isOneOf(value: string, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(value);
}

function compareInstants(one: Instant, other: Instant): number {
  return Number(one.seconds - other.seconds) || one.nanos - other.nanos;
}

/** Compares by code points, as the stores do. */
function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
