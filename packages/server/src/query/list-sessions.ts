// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { type ListSessionsRequest, type ListSessionsResponseSchema, SessionState } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";
import { type Caller, checkProject, checkTenant } from "../auth/caller.js";
import type { StoreCalls } from "../limits/create-store-calls.js";
import type { EventStore } from "../store/contract/event-store.js";
import type { SessionFilter, SessionNames, SessionSums } from "../store/contract/session-query.js";
import { readSessionToken, writeSessionToken } from "./session-token.js";
import { isEmptyRange, toTimeBounds } from "./time-bounds.js";

/** Answers requests for sessions. */
export type ListSessions = (
  request: ListSessionsRequest,
  caller: Caller,
) => Promise<MessageInitShape<typeof ListSessionsResponseSchema>>;

/** Maximum size of a summary in binary form, for all names that it lists have a maximum length. */
const maxSummaryBytes = 16 * 1024;

/**
 * Creates the function that lists sessions, restricted to what the caller may see. The answer takes at most
 * `maxPageBytes` in binary form, but contains at least one session.
 */
export function createListSessions(store: EventStore, callStore: StoreCalls, maxPageBytes: number): ListSessions {
  return async (request, caller) => {
    const findSessions = store.findSessions?.bind(store);
    if (findSessions === undefined) {
      throw new ConnectError("listSessions: not supported by the store of this server", Code.Unimplemented);
    }
    const filter = toSessionFilter(request, caller);
    if (isEmptyRange(filter)) {
      return { sessions: [] };
    }
    const limit = Math.max(1, Math.min(request.pageSize, Math.floor(maxPageBytes / maxSummaryBytes)));
    const secret = await callStore(() => store.pageTokenSecret());
    const { pageToken } = request;
    const after = pageToken === "" ? {} : { after: readSessionToken(pageToken, filter, secret) };
    const { sessions, hasMore } = await callStore(() => findSessions({ filter, limit, ...after }));
    const last = sessions.at(-1);
    const nextPageToken =
      hasMore && last !== undefined ? writeSessionToken({ ...last.last, ...last }, filter, secret) : "";
    return { sessions: sessions.map(toSummary), nextPageToken };
  };
}

function toSessionFilter(request: ListSessionsRequest, caller: Caller): SessionFilter {
  const { state, sessionIdPrefix, agentIds, principalIds, policyOutcomes } = request;
  return {
    tenantId: checkTenant(caller, request.tenantId, "tenant_id"),
    projectIds: checkProject(caller, request.projectId, "project_id"),
    sessionIdPrefix,
    agentIds,
    principalIds,
    policyOutcomes,
    ...(state !== SessionState.UNSPECIFIED && { state: state === SessionState.ENDED ? "ended" : "open" }),
    withErrors: request.onlyWithErrors,
    ...toTimeBounds(request.timeRange),
  };
}

type Summary = NonNullable<MessageInitShape<typeof ListSessionsResponseSchema>["sessions"]>[number];

function toSummary({
  sessionId,
  projectId,
  events,
  first,
  last,
  counts,
  agents,
  outcomes,
  costs,
}: SessionSums): Summary {
  return {
    sessionId,
    projectId,
    firstEventAt: first,
    lastEventAt: last,
    eventCount: events,
    state: counts.session_ends > 0n ? SessionState.ENDED : SessionState.OPEN,
    modelCalls: larger(counts.model_starts, counts.model_ends),
    toolCalls: larger(counts.tool_starts, counts.tool_ends) + larger(counts.mcp_starts, counts.mcp_ends),
    handoffs: counts.handoffs,
    dataAccesses: counts.data_accesses,
    errors: counts.errors,
    policyDecisions: counts.policy_decisions,
    policyOutcomes: Object.fromEntries(outcomes.first.map((outcome) => [outcome.name, outcome.events])),
    morePolicyOutcomes: countMore(outcomes),
    inputTokens: counts.input_tokens,
    outputTokens: counts.output_tokens,
    totalTokens: counts.total_tokens,
    // The nearest double to the exact sum.
    costs: costs.first.map(({ name, cost }) => ({ currency: name, cost: Number(cost) })),
    moreCosts: countMore(costs),
    agentIds: agents.first.map(({ name }) => name),
    moreAgents: countMore(agents),
  };
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function countMore({ first, total }: SessionNames): bigint {
  return BigInt(total - first.length);
}
