// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { gzipSync } from "node:zlib";
import { create, equals, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Author, type Event, EventSchema, EventStatus, type EventType, SortOrder } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import type { Validator } from "@chaukas/spec-json-schema";
import {
  capabilitiesValidator,
  getEventStatsResponseValidator,
  ingestEventBatchResponseValidator,
  ingestEventResponseValidator,
  listSessionsResponseValidator,
  problemValidator,
  queryResponseValidator,
} from "@chaukas/spec-json-schema/strict";
import {
  type ChaukasBackend,
  ChaukasServerService,
  GetEventStatsResponseSchema,
  type IngestEventBatchRequest,
  IngestEventBatchRequestSchema,
  IngestEventBatchResponseSchema,
  IngestEventRequestSchema,
  QueryEventsRequestSchema,
  QueryEventsResponseSchema,
  SessionState,
} from "@chaukas/spec-server";
import { readCapturedRequests } from "@chaukas/testdata";
import { createClient } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { postBinary, postJson, serveEverywhere } from "../../test/serve-everywhere.js";

function createListBackend() {
  const events: Event[] = [];
  const seen: unknown[] = [];
  const backend: ChaukasBackend = {
    healthz() {},
    getCapabilities: () => ({ supportsBatchIngestion: true }),
    ingestEvent(event) {
      events.push(event);
      return { status: "accepted", processedAt: 1n };
    },
    ingestEventBatch(batch) {
      events.push(...batch.events);
      return {};
    },
    queryEvents(query) {
      seen.push(query);
      return { events, totalCount: BigInt(events.length), nextPageToken: "next" };
    },
    getEventStats(request) {
      seen.push(request);
      return { totalEvents: BigInt(events.length), eventsByType: { AGENT_START: 2n } };
    },
    listSessions(request) {
      seen.push(request);
      return { sessions: events.length === 0 ? [] : [{ sessionId: "s", eventCount: 2n, state: SessionState.OPEN }] };
    },
  };
  return { events, seen, backend };
}

const handlers = ["Node", "web"] as const;

/** The response schema of each path in the OpenAPI document. */
const schemas: Record<string, Validator<unknown>> = {
  "/v1/capabilities": capabilitiesValidator,
  "/v1/events": ingestEventResponseValidator,
  "/v1/events/batch": ingestEventBatchResponseValidator,
  "/v1/query": queryResponseValidator,
  "/v1/stats": getEventStatsResponseValidator,
  "/v1/sessions": listSessionsResponseValidator,
};

describe.each(handlers)("REST with the %s handler", (kind) => {
  async function serve() {
    const list = createListBackend();
    const { fetches } = await serveEverywhere(list.backend);
    return { ...list, call: fetches[kind] };
  }

  it("serves every path of the OpenAPI document", async () => {
    const { call } = await serve();
    const event = eventToJsonString(createEvent({ status: EventStatus.STARTED, author: Author.AGENT }));
    const answers: unknown[] = [];
    for (const [path, init] of [
      ["/healthz"],
      ["/v1/capabilities"],
      ["/v1/events", postJson(event)],
      ["/v1/events/batch", postJson(`{"batch_id":"b","events":[${event},{"event_id":"e"}]}`)],
      ["/v1/query", postJson({ filter: { types: ["SESSION_START"] } })],
      ["/v1/stats"],
      ["/v1/sessions"],
    ] as [string, RequestInit?][]) {
      const response = await call(path, init);
      const text = await response.text();
      const value: unknown = text === "" ? "" : JSON.parse(text);
      answers.push([path, response.status, response.headers.get("content-type"), value]);
      const schema = schemas[path];
      expect(schema?.validate(value) ?? { kind: "valid", value }).toEqual({ kind: "valid", value });
    }
    const json = "application/json";
    expect(answers).toEqual([
      ["/healthz", 200, null, ""],
      ["/v1/capabilities", 200, json, { supports_batch_ingestion: true, max_batch_size: 1000 }],
      ["/v1/events", 202, json, { event_id: "event-1", status: "accepted", processed_at: 1 }],
      [
        "/v1/events/batch",
        202,
        json,
        {
          batch_id: "b",
          accepted_count: 1,
          rejected_count: 1,
          rejected_event_ids: ["e"],
          rejections: [
            {
              index: 1,
              event_id: "e",
              code: "invalid_argument",
              field: "/tenant_id",
              message: expect.stringMatching(/^tenant_id: value is required; session_id: value is required/),
            },
          ],
        },
      ],
      [
        "/v1/query",
        200,
        json,
        { events: Array(2).fill(JSON.parse(event)), next_page_token: "next", total_count: 2, has_more: true },
      ],
      ["/v1/stats", 200, json, { total_events: 2, total_sessions: 0, events_by_type: { AGENT_START: 2 } }],
      ["/v1/sessions", 200, json, { sessions: [{ session_id: "s", event_count: 2, state: "OPEN" }] }],
    ]);
  });

  it("writes lists and counts that are empty, and the index of each verdict", async () => {
    const { call } = await serve();
    const answerOf = async (path: string, init?: RequestInit) => (await call(path, init)).json();
    expect(await answerOf("/v1/query", postJson({}))).toEqual({
      ...{ events: [], total_count: 0, next_page_token: "next", has_more: true },
    });
    expect(await answerOf("/v1/stats")).toMatchObject({ total_events: 0, total_sessions: 0 });
    expect(await answerOf("/v1/sessions")).toEqual({ sessions: [] });
    expect(await answerOf("/v1/events/batch", postJson('{"events":[{"event_id":"e"}]}'))).toMatchObject({
      ...{ accepted_count: 0, rejected_count: 1, rejected_event_ids: ["e"], rejections: [{ index: 0, event_id: "e" }] },
    });
  });

  it.each(["/v1/events/batch", "/events/batch"])(
    "accepts the exact bytes that the Python SDK sends, at %s",
    async (path) => {
      const { call, events } = await serve();
      const requests = readCapturedRequests();
      const sent: IngestEventBatchRequest[] = [];
      for (const { method, headers, body } of requests) {
        const response = await call(path, { method, headers, body });
        const request = fromBinary(IngestEventBatchRequestSchema, body);
        sent.push(request);
        expect([response.status, await response.json()]).toEqual([
          202,
          {
            ...{ batch_id: request.eventBatch?.batchId, accepted_count: request.eventBatch?.events.length },
            ...{ rejected_count: 0, rejected_event_ids: [] },
          },
        ]);
      }
      const expected = sent.flatMap(({ eventBatch }) => eventBatch?.events ?? []);
      expect(events).toHaveLength(106);
      expect(events.every((event, index) => equals(EventSchema, event, expected[index] as Event))).toBe(true);
    },
  );

  it("responds in binary form on request", async () => {
    const { call } = await serve();
    const accept = { accept: "application/x-protobuf" };
    const batch = create(IngestEventBatchRequestSchema, { eventBatch: { batchId: "b", events: [createEvent()] } });
    const ingested = await call("/v1/events/batch", postBinary(toBinary(IngestEventBatchRequestSchema, batch), accept));
    expect(ingested.headers.get("content-type")).toBe("application/x-protobuf");
    expect(fromBinary(IngestEventBatchResponseSchema, new Uint8Array(await ingested.arrayBuffer()))).toMatchObject({
      batchId: "b",
      acceptedCount: 1,
    });
    const query = toBinary(QueryEventsRequestSchema, create(QueryEventsRequestSchema, { query: {} }));
    const page = await call("/v1/query", postBinary(query, { accept: "application/protobuf;q=0.9, text/html" }));
    expect(page.headers.get("content-type")).toBe("application/protobuf");
    expect(fromBinary(QueryEventsResponseSchema, new Uint8Array(await page.arrayBuffer())).response).toMatchObject({
      events: [{ eventId: "event-1" }],
    });
    const stats = await call("/v1/stats", { headers: accept });
    expect(fromBinary(GetEventStatsResponseSchema, new Uint8Array(await stats.arrayBuffer())).totalEvents).toBe(1n);
  });

  it("responds to HEAD like GET, without a body", async () => {
    const { call } = await serve();
    for (const path of ["/healthz", "/v1/capabilities", "/v1/stats"]) {
      const [head, get] = [await call(path, { method: "HEAD" }), await call(path)];
      expect([head.status, await head.text()]).toEqual([200, ""]);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
    }
  });

  it("reads the parameters of statistics", async () => {
    const { call, seen } = await serve();
    const path = "/v1/stats?tenant_id=acme&project_id=p%20q&start=1970-01-01T00:00:01Z&end=1970-01-01T00:00:02.5Z";
    expect((await call(path)).status).toBe(200);
    expect(seen).toMatchObject([
      {
        tenantId: "acme",
        projectId: "p q",
        timeRange: { start: { seconds: 1n, nanos: 0 }, end: { seconds: 2n, nanos: 500_000_000 } },
      },
    ]);
  });

  it("reads the parameters of a list of sessions", async () => {
    const { call, seen } = await serve();
    const lists = "agent_id=a&agent_id=b&principal_id=ada&policy_outcome=deny&policy_outcome=review";
    const rest = "session_id_prefix=s&state=ENDED&only_with_errors=true&end=1970-01-01T00:00:02Z&page_token=t";
    expect((await call(`/v1/sessions?tenant_id=acme&project_id=p&page_size=7&${lists}&${rest}`)).status).toBe(200);
    await call("/v1/sessions");
    expect(seen).toMatchObject([
      {
        ...{ tenantId: "acme", projectId: "p", sessionIdPrefix: "s", agentIds: ["a", "b"], principalIds: ["ada"] },
        ...{ policyOutcomes: ["deny", "review"], state: SessionState.ENDED, onlyWithErrors: true },
        ...{ timeRange: { end: { seconds: 2n } }, pageSize: 7, pageToken: "t" },
      },
      { tenantId: "", agentIds: [], state: SessionState.UNSPECIFIED, onlyWithErrors: false, pageSize: 100 },
    ]);
  });

  it("fills in the page size and order of a query", async () => {
    const { call, seen } = await serve();
    await call("/v1/query", postJson({}));
    await call("/v1/query", postJson({ page_size: 7, order_by_time: "ASC" }));
    expect(seen).toMatchObject([
      { pageSize: 100, orderByTime: SortOrder.DESC },
      { pageSize: 7, orderByTime: SortOrder.ASC },
    ]);
  });

  const post = (headers: Record<string, string>, body: BodyInit = "{}") => ({ method: "POST", headers, body });
  const json = { "content-type": "application/json" };
  it.each([
    ["a path that is not served", "/v1/event", {}, 404, "path: expected a path that this server serves, got /v1/event"],
    ["another method", "/v1/events", { method: "PUT" }, 405, "method: expected one of POST, got PUT"],
    ["another method on GET", "/healthz", { method: "POST" }, 405, "method: expected one of GET, HEAD, got POST"],
    ["OPTIONS without CORS", "/v1/query", { method: "OPTIONS" }, 405, "method: expected one of POST, got OPTIONS"],
    [
      "an unsupported media type",
      "/v1/events",
      post({ "content-type": "text/plain" }),
      415,
      "content-type: expected one of application/json, application/x-protobuf, application/protobuf, got text/plain",
    ],
    [
      "an unsupported charset",
      "/v1/events",
      post({ "content-type": "application/json; charset=latin1" }),
      415,
      "content-type: expected one of application/json, application/x-protobuf, application/protobuf, got application/json; charset=latin1",
    ],
    [
      "a response type that is not offered",
      "/v1/stats",
      { headers: { accept: "text/html, application/json;q=0" } },
      406,
      "accept: expected one of application/json, application/x-protobuf, application/protobuf, got text/html, application/json;q=0",
    ],
    ["invalid JSON", "/v1/events", post(json, "{"), 400, "Event: expected a key in quotation marks"],
    [
      "invalid UTF-8",
      "/v1/events",
      post(json, new Uint8Array([0x22, 0xff, 0x22])),
      400,
      "body: expected text in UTF-8",
    ],
    ["an unknown member", "/v1/events", post(json, '{"eventId":"e"}'), 400, "/eventId: expected "],
    ["a duplicate key", "/v1/query", post(json, '{"page_size":1,"page_size":2}'), 400, "/page_size: expected "],
    ["invalid protobuf", "/v1/events", post({ "content-type": "application/x-protobuf" }, "x"), 400, "body: expected "],
    [
      "no event in the request",
      "/v1/events",
      post({ "content-type": "application/x-protobuf" }, ""),
      400,
      "event: expected a message, got none",
    ],
    [
      "a page size that is too large",
      "/v1/query",
      post(json, '{"page_size":1001}'),
      400,
      "query.page_size: must be less than or equal to 1000",
    ],
    [
      "a time range that ends before it starts",
      "/v1/query",
      post(json, '{"filter":{"time":{"start":"2026-01-02T00:00:00Z","end":"2026-01-01T00:00:00Z"}}}'),
      400,
      "query.filter.time: start must not be after end",
    ],
    [
      "statistics of a range that ends before it starts",
      "/v1/stats?start=2026-01-02T00:00:00Z&end=2026-01-01T00:00:00Z",
      {},
      400,
      "time_range: start must not be after end",
    ],
    [
      "an unknown parameter",
      "/v1/stats?tenant=a",
      {},
      400,
      'query: expected only tenant_id, project_id, start, end, got "tenant"',
    ],
    ["an unknown state", "/v1/sessions?state=CLOSED", {}, 400, 'state: expected OPEN or ENDED, got "CLOSED"'],
    [
      "a page size that is no number",
      "/v1/sessions?page_size=x",
      {},
      400,
      'page_size: expected a whole number, got "x"',
    ],
    [
      "too large a page of sessions",
      "/v1/sessions?page_size=501",
      {},
      400,
      "page_size: must be less than or equal to 500",
    ],
    ["an empty agent", "/v1/sessions?agent_id=", {}, 400, "agent_ids[0]: must be at least 1 bytes"],
    ["a duplicate parameter", "/v1/stats?start=a&start=b", {}, 400, "start: expected one value, got 2"],
    ["an invalid time", "/v1/stats?end=yesterday", {}, 400, 'end: expected an RFC 3339 time, got "yesterday"'],
    ["a long parameter", `/v1/stats?project_id=${"x".repeat(257)}`, {}, 400, "project_id: must be at most 256 bytes"],
    [
      "an unknown encoding",
      "/v1/events",
      post({ ...json, "content-encoding": "compress" }),
      415,
      "content-encoding: expected one of gzip",
    ],
    [
      "a body that is not compressed as declared",
      "/v1/events",
      post({ ...json, "content-encoding": "gzip" }),
      400,
      "body: expected gzip data, got bytes that cannot be decompressed",
    ],
    [
      "truncated gzip",
      "/v1/events",
      post({ ...json, "content-encoding": "gzip" }, gzipSync(Buffer.alloc(5000, "x")).subarray(0, 20)),
      400,
      "body: expected gzip data, got bytes that cannot be decompressed",
    ],
  ] as [string, string, RequestInit, number, string][])("refuses %s", async (_, path, init, status, detail) => {
    const { call, events } = await serve();
    const response = await call(path, init);
    const problem = (await response.json()) as { detail: string };
    expect(problemValidator.isValid(problem)).toBe(true);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect({ ...problem, detail: problem.detail.slice(0, detail.length) }).toMatchObject({
      type: "about:blank",
      status,
      detail,
    });
    expect(response.status).toBe(status);
    expect(events).toEqual([]);
  });
});

it("passes the same event to the backend over every protocol", async () => {
  const { events, backend } = createListBackend();
  const { transports, fetches } = await serveEverywhere(backend);
  const batch = fromBinary(IngestEventBatchRequestSchema, readCapturedRequests()[0]?.body ?? new Uint8Array());
  const samples = [...(batch.eventBatch?.events ?? []), createEvent({ type: 9999 as EventType, isFinal: true })];
  for (const event of samples) {
    events.length = 0;
    for (const transport of Object.values(transports)) {
      await createClient(ChaukasServerService, transport).ingestEvent({ event });
    }
    const binary = toBinary(IngestEventRequestSchema, create(IngestEventRequestSchema, { event }));
    const gzipped = new Uint8Array(gzipSync(binary));
    for (const call of Object.values(fetches)) {
      await call("/v1/events", postJson(eventToJsonString(event)));
      await call("/v1/events", postBinary(binary));
      await call("/v1/events", postBinary(gzipped, { "content-encoding": "gzip" }));
    }
    expect(events).toHaveLength(10);
    expect(events.filter((received) => !equals(EventSchema, received, event))).toEqual([]);
  }
});
