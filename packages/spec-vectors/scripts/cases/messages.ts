// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import { breaksRule, type Case, type Draft, JsonText, valid } from "../lib/case.ts";
import { hasUnknownNumber, lacksRequiredMark } from "../lib/differences.ts";
import { eventJson, eventProtoJson, principalJson, principalProtoJson } from "../lib/event-templates.ts";

const filterJson: JsonObject = {
  tenant_id: "acme",
  project_id: "support-bot",
  session_id: "session-1",
  agent_id: "agent-7",
  span_id: "span-1",
  trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
  event_ids: ["event-1", "event-2"],
  agent_names: ["Support agent"],
  invocation_ids: ["run-1"],
  types: ["TOOL_CALL_START", "TOOL_CALL_END"],
  statuses: ["FAILED"],
  severities: ["WARN", "ERROR"],
  principal_ids: ["user-1009"],
  policy_outcomes: ["deny", "review"],
  tool_names: ["search_orders"],
  models: ["gpt-5"],
  tags: ["production"],
  text_query: "refund order",
  time: { start: "2026-03-01T00:00:00Z", end: "2026-04-01T00:00:00Z" },
};

const filterProtoJson: JsonObject = {
  tenantId: "acme",
  projectId: "support-bot",
  sessionId: "session-1",
  agentId: "agent-7",
  spanId: "span-1",
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  eventIds: ["event-1", "event-2"],
  agentNames: ["Support agent"],
  invocationIds: ["run-1"],
  types: ["EVENT_TYPE_TOOL_CALL_START", "EVENT_TYPE_TOOL_CALL_END"],
  statuses: ["EVENT_STATUS_FAILED"],
  severities: ["SEVERITY_WARN", "SEVERITY_ERROR"],
  principalIds: ["user-1009"],
  policyOutcomes: ["deny", "review"],
  toolNames: ["search_orders"],
  models: ["gpt-5"],
  tags: ["production"],
  textQuery: "refund order",
  time: { start: "2026-03-01T00:00:00Z", end: "2026-04-01T00:00:00Z" },
};

const capabilitiesJson: JsonObject = {
  worm_retention: true,
  audit_proofs: true,
  distributed_query: true,
  rbac: true,
  sso: true,
  policy_decisions: true,
  data_access_events: true,
  supports_batch_ingestion: true,
  supports_event_querying: true,
  supports_statistics: true,
  max_batch_size: 500,
};

const capabilitiesProtoJson: JsonObject = {
  wormRetention: true,
  auditProofs: true,
  distributedQuery: true,
  rbac: true,
  sso: true,
  policyDecisions: true,
  dataAccessEvents: true,
  supportsBatchIngestion: true,
  supportsEventQuerying: true,
  supportsStatistics: true,
  maxBatchSize: 500,
};

const rejectionJson: JsonObject = {
  event_id: "event-2",
  code: "invalid_argument",
  field: "/session_id",
  message: "value is required",
};

const rejectionProtoJson: JsonObject = {
  eventId: "event-2",
  code: "invalid_argument",
  field: "/session_id",
  message: "value is required",
};

const noticeJson: JsonObject = {
  event_id: "event-1",
  kind: "unknown_field",
  field: "/tool_call/900",
  message: "left out, since the server does not know field 900 of ToolCall",
};

const noticeProtoJson: JsonObject = {
  eventId: "event-1",
  kind: "unknown_field",
  field: "/tool_call/900",
  message: "left out, since the server does not know field 900 of ToolCall",
};

// The two services have separate messages with the same fields.
const ofServices = ["client", "server"].flatMap((service) => {
  const own = (name: string) => ({ id: `${service}-${kebab(name)}`, message: `chaukas.spec.${service}.v1.${name}` });
  return [
    valid({ ...own("HealthzRequest"), summary: "A message without fields.", tags: ["empty"], json: {}, protojson: {} }),
    valid({
      ...own("HealthzResponse"),
      summary: "A message without fields.",
      tags: ["empty"],
      json: {},
      protojson: {},
    }),
    valid({
      ...own("GetCapabilitiesRequest"),
      summary: "A message without fields.",
      tags: ["empty"],
      json: {},
      protojson: {},
    }),
    valid({
      ...own("GetCapabilitiesResponse"),
      summary: "What a server can do.",
      json: { capabilities: { policy_decisions: true, max_batch_size: 1000 } },
      protojson: { capabilities: { policyDecisions: true, maxBatchSize: 1000 } },
    }),
    valid({
      ...own("IngestEventRequest"),
      summary: "One event to be recorded.",
      json: { event: eventJson() },
      protojson: { event: eventProtoJson() },
    }),
    valid({
      ...own("IngestEventResponse"),
      summary: "An event that was stored.",
      json: { event_id: "event-1", status: "accepted", processed_at: 1773480413601 },
      protojson: { eventId: "event-1", status: "accepted", processedAt: "1773480413601" },
    }),
    valid({
      ...own("IngestEventResponse"),
      id: `${service}-ingest-event-response-with-a-notice`,
      summary: "An event that was stored without a field that the server does not know.",
      json: { event_id: "event-1", status: "accepted", processed_at: 1773480413601, notices: [{ ...noticeJson }] },
      protojson: {
        eventId: "event-1",
        status: "accepted",
        processedAt: "1773480413601",
        notices: [{ ...noticeProtoJson }],
      },
    }),
    valid({
      ...own("IngestEventBatchRequest"),
      summary: "A batch to be recorded.",
      json: { event_batch: { batch_id: "batch-1", events: [eventJson(), eventJson({ event_id: "event-2" })] } },
      protojson: {
        eventBatch: { batchId: "batch-1", events: [eventProtoJson(), eventProtoJson({ eventId: "event-2" })] },
      },
    }),
    valid({
      ...own("IngestEventBatchResponse"),
      summary: "What became of a batch with two bad events, one of which has no identifier.",
      json: { batch_id: "batch-1", accepted_count: 5, rejected_count: 2, rejected_event_ids: ["event-9", ""] },
      protojson: { batchId: "batch-1", acceptedCount: 5, rejectedCount: 2, rejectedEventIds: ["event-9", ""] },
    }),
    valid({
      ...own("IngestEventBatchResponse"),
      id: `${service}-ingest-event-batch-response-with-reasons`,
      summary: "Why an event was rejected, and what was left out of another.",
      json: {
        batch_id: "batch-1",
        accepted_count: 1,
        rejected_count: 1,
        rejected_event_ids: ["event-2"],
        rejections: [{ index: 1, ...rejectionJson }],
        notices: [{ ...noticeJson }],
      },
      protojson: {
        batchId: "batch-1",
        acceptedCount: 1,
        rejectedCount: 1,
        rejectedEventIds: ["event-2"],
        rejections: [{ index: 1, ...rejectionProtoJson }],
        notices: [{ ...noticeProtoJson }],
      },
    }),
    valid({
      ...own("QueryEventsRequest"),
      summary: "A query that asks for the newest events.",
      json: { query: {} },
      protojson: { query: {} },
    }),
    valid({
      ...own("QueryEventsResponse"),
      summary: "A page that holds nothing.",
      json: { response: {} },
      protojson: { response: {} },
    }),
    ...(["IngestEventRequest.event", "IngestEventBatchRequest.event_batch", "QueryEventsRequest.query"] as const).map(
      (member) => {
        const [name = "", field = ""] = member.split(".");
        return breaksRule("required", `/${field}`, {
          ...own(name),
          id: `${own(name).id}-empty`,
          summary: `A request without ${field}.`,
          tags: ["empty"],
          json: {},
          protojson: {},
        });
      },
    ),
  ];
});

function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
}

/** Creates the case of an empty message. */
function empty(message: string, differences: Draft["differences"] = []): Case {
  const id = `${kebab(message.split(".").at(-1) ?? "")}-empty`;
  return valid({
    id,
    message,
    summary: "A message with nothing in it.",
    tags: ["empty"],
    json: {},
    protojson: {},
    differences,
  });
}

export const messages: readonly Case[] = [
  empty("EventBatch", lacksRequiredMark),
  empty("QueryRequest", lacksRequiredMark),
  empty("QueryResponse"),
  empty("QueryFilter"),
  empty("TimeRange"),
  empty("Capabilities"),
  empty("RetryInfo"),
  empty("RedactionInfo"),
  empty("PerformanceMetrics"),
  empty("InfrastructureMetrics"),
  empty("CostDetails"),
  empty("Principal"),
  empty("EventRejection"),
  empty("EventNotice"),
  empty("chaukas.spec.server.v1.GetEventStatsRequest"),
  empty("chaukas.spec.server.v1.GetEventStatsResponse"),
  empty("chaukas.spec.server.v1.ListSessionsRequest"),
  empty("chaukas.spec.server.v1.ListSessionsResponse"),
  empty("chaukas.spec.server.v1.SessionSummary"),
  empty("chaukas.spec.server.v1.SessionCost"),
  empty("chaukas.spec.server.v1.WatchEventsRequest"),
  empty("chaukas.spec.server.v1.WatchEventsResponse"),
  valid({
    id: "event-batch",
    message: "EventBatch",
    summary: "A batch with a value in every field.",
    json: {
      batch_id: "batch-1",
      timestamp: "2026-03-14T09:27:00Z",
      events: [eventJson(), eventJson({ event_id: "event-2", content: { kind: "message", text: "hello" } })],
      metadata: { sdk: "python/0.1.0" },
      total_cost: 0.0125,
      total_tokens: 29,
      total_duration_ms: 1589.8,
    },
    protojson: {
      batchId: "batch-1",
      timestamp: "2026-03-14T09:27:00Z",
      events: [eventProtoJson(), eventProtoJson({ eventId: "event-2", message: { text: "hello" } })],
      metadata: { sdk: "python/0.1.0" },
      totalCost: 0.0125,
      totalTokens: 29,
      totalDurationMs: 1589.8,
    },
  }),
  valid({
    id: "event-batch-without-events",
    message: "EventBatch",
    summary: "A batch may hold no events, and a list at its default is left out.",
    json: { batch_id: "batch-1", events: [] },
    canonical: { batch_id: "batch-1" },
    protojson: { batchId: "batch-1", events: [] },
  }),
  valid({
    id: "query-filter",
    message: "QueryFilter",
    summary: "A filter with a value in every field.",
    json: filterJson,
    protojson: filterProtoJson,
  }),
  valid({
    id: "query-request",
    message: "QueryRequest",
    summary: "A query with a value in every field.",
    json: { filter: filterJson, page_size: 50, page_token: "b3BhcXVl", order_by_time: "ASC" },
    protojson: {
      filter: filterProtoJson,
      pageSize: 50,
      pageToken: "b3BhcXVl",
      orderByTime: "SORT_ORDER_ASC",
    },
  }),
  valid({
    id: "query-request-of-all",
    message: "QueryRequest",
    summary: "A query that matches every event, newest first.",
    json: { filter: {}, order_by_time: "DESC" },
    protojson: { filter: {}, orderByTime: "SORT_ORDER_DESC" },
  }),
  valid({
    id: "query-response",
    message: "QueryResponse",
    summary: "A page with another one after it.",
    json: { events: [eventJson()], next_page_token: "b3BhcXVl", total_count: 101, has_more: true },
    protojson: { events: [eventProtoJson()], nextPageToken: "b3BhcXVl", totalCount: "101", hasMore: true },
  }),
  valid({
    id: "time-range",
    message: "TimeRange",
    summary: "A range of one nanosecond.",
    json: { start: "2026-03-14T09:26:53Z", end: "2026-03-14T09:26:53.000000001Z" },
    protojson: { start: "2026-03-14T09:26:53Z", end: "2026-03-14T09:26:53.000000001Z" },
  }),
  valid({
    id: "time-range-of-nothing",
    message: "TimeRange",
    summary: "A range that ends where it starts.",
    json: { start: "2026-03-14T09:26:53Z", end: "2026-03-14T09:26:53Z" },
    protojson: { start: "2026-03-14T09:26:53Z", end: "2026-03-14T09:26:53Z" },
  }),
  valid({
    id: "capabilities",
    message: "Capabilities",
    summary: "A server that can do everything.",
    json: capabilitiesJson,
    protojson: capabilitiesProtoJson,
  }),
  valid({
    id: "retry-info",
    message: "RetryInfo",
    summary: "The third attempt.",
    json: { attempt: 3, strategy: "exponential_backoff", backoff_ms: 400 },
    protojson: { attempt: 3, strategy: "exponential_backoff", backoffMs: 400 },
  }),
  valid({
    id: "redaction-info",
    message: "RedactionInfo",
    summary: "A value that was left out.",
    json: { fields: ["/tool_call/arguments/email"], method: "drop" },
    protojson: { fields: ["/tool_call/arguments/email"], method: "drop" },
  }),
  valid({
    id: "cost-details",
    message: "CostDetails",
    summary: "A credit, so that the cost is negative.",
    json: { provider: "openai", total_cost: -1.5, currency: "USD" },
    protojson: { provider: "openai", totalCost: -1.5, currency: "USD" },
  }),
  valid({
    id: "principal",
    message: "Principal",
    summary: "A person with a value in every field.",
    json: principalJson,
    protojson: principalProtoJson,
  }),
  valid({
    id: "principal-of-a-later-kind",
    message: "Principal",
    summary: "A principal of a kind that this version does not know.",
    json: { id: "fleet-1", kind: 42 },
    protojson: { id: "fleet-1", kind: 42 },
    differences: hasUnknownNumber,
  }),
  valid({
    id: "event-rejection",
    message: "EventRejection",
    summary: "An event that breaks a rule, in a batch.",
    json: { index: 41, ...rejectionJson },
    protojson: { index: 41, ...rejectionProtoJson },
  }),
  valid({
    id: "event-notice",
    message: "EventNotice",
    summary: "A field that the server does not know, in an event of a batch.",
    json: { index: 40, ...noticeJson },
    protojson: { index: 40, ...noticeProtoJson },
  }),
  valid({
    id: "get-event-stats-request",
    message: "chaukas.spec.server.v1.GetEventStatsRequest",
    summary: "Which events to count.",
    json: { tenant_id: "acme", project_id: "support-bot", time_range: { start: "2026-03-01T00:00:00Z" } },
    protojson: { tenantId: "acme", projectId: "support-bot", timeRange: { start: "2026-03-01T00:00:00Z" } },
  }),
  valid({
    id: "get-event-stats-response",
    message: "chaukas.spec.server.v1.GetEventStatsResponse",
    summary: "Counts over events, one type of which the server does not know.",
    json: new JsonText(
      '{"total_events":1234,"total_sessions":56,"events_by_type":{"AGENT_START":56,"AGENT_END":55,"777":1},' +
        '"avg_session_duration_ms":90500.25}\n',
    ),
    protojson: new JsonText(
      '{"totalEvents":"1234","totalSessions":"56","eventsByType":{"AGENT_START":"56","AGENT_END":"55","777":"1"},' +
        '"avgSessionDurationMs":90500.25}\n',
    ),
  }),
  valid({
    id: "watch-events-request",
    message: "chaukas.spec.server.v1.WatchEventsRequest",
    summary: "Which events to follow, and where to go on.",
    json: { filter: { tenant_id: "acme", session_id: "session-42" }, resume_token: "here" },
    protojson: { filter: { tenantId: "acme", sessionId: "session-42" }, resumeToken: "here" },
  }),
  valid({
    id: "watch-events-response",
    message: "chaukas.spec.server.v1.WatchEventsResponse",
    summary: "One event of a stream, and where to go on after it.",
    json: { event: eventJson(), resume_token: "here" },
    protojson: { event: eventProtoJson(), resumeToken: "here" },
  }),
  valid({
    id: "list-sessions-request",
    message: "chaukas.spec.server.v1.ListSessionsRequest",
    summary: "Which sessions to list, with a value in every field.",
    json: {
      tenant_id: "acme",
      project_id: "support-bot",
      session_id_prefix: "session-",
      agent_ids: ["planner", "writer"],
      principal_ids: ["user-7"],
      policy_outcomes: ["deny"],
      state: "OPEN",
      only_with_errors: true,
      time_range: { start: "2026-03-01T00:00:00Z" },
      page_size: 50,
      page_token: "next",
    },
    protojson: {
      tenantId: "acme",
      projectId: "support-bot",
      sessionIdPrefix: "session-",
      agentIds: ["planner", "writer"],
      principalIds: ["user-7"],
      policyOutcomes: ["deny"],
      state: "SESSION_STATE_OPEN",
      onlyWithErrors: true,
      timeRange: { start: "2026-03-01T00:00:00Z" },
      pageSize: 50,
      pageToken: "next",
    },
  }),
  valid({
    id: "list-sessions-response",
    message: "chaukas.spec.server.v1.ListSessionsResponse",
    summary: "A page with one session, which has a value in every field.",
    json: new JsonText(
      '{"sessions":[{"session_id":"session-42","project_id":"support-bot","first_event_at":"2026-03-14T09:26:51Z",' +
        '"last_event_at":"2026-03-14T09:26:58.250Z","event_count":14,"state":"ENDED","model_calls":3,"tool_calls":2,' +
        '"handoffs":1,"data_accesses":4,"errors":5,"policy_decisions":6,"policy_outcomes":{"allow":2,"deny":3},' +
        '"more_policy_outcomes":7,"input_tokens":2180,"output_tokens":311,"total_tokens":2491,' +
        '"costs":[{"currency":"USD","cost":0.0375}],"more_costs":8,"agent_ids":["planner","writer"],"more_agents":9}],' +
        '"next_page_token":"next"}\n',
    ),
    protojson: new JsonText(
      '{"sessions":[{"sessionId":"session-42","projectId":"support-bot","firstEventAt":"2026-03-14T09:26:51Z",' +
        '"lastEventAt":"2026-03-14T09:26:58.250Z","eventCount":"14","state":"SESSION_STATE_ENDED","modelCalls":"3",' +
        '"toolCalls":"2","handoffs":"1","dataAccesses":"4","errors":"5","policyDecisions":"6",' +
        '"policyOutcomes":{"allow":"2","deny":"3"},"morePolicyOutcomes":"7","inputTokens":"2180","outputTokens":"311",' +
        '"totalTokens":"2491","costs":[{"currency":"USD","cost":0.0375}],"moreCosts":"8",' +
        '"agentIds":["planner","writer"],"moreAgents":"9"}],"nextPageToken":"next"}\n',
    ),
  }),
  ...ofServices,
];
