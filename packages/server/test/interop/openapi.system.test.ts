// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { EventBatchSchema } from "@chaukas/spec-common";
import { eventBatchToJsonString, eventToJsonString } from "@chaukas/spec-common/json";
import { type ChaukasBackend, ChaukasServerService, createChaukasFetchHandler, limitError } from "@chaukas/spec-server";
import { readCapturedBatches } from "@chaukas/testdata";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterAll, describe, expect, test } from "vitest";
import { expectDocumented, type Operation, operations } from "../http/openapi-check.js";
import { useServedStores } from "../served/serve-each-store.js";

const serve = useServedStores();
const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const [event] = events as [(typeof events)[number]];
const keys = [
  { tenantId: "acme", key: "key-of-acme" },
  { tenantId: "acme", key: "key-that-only-reads", scopes: ["query"] },
  { tenantId: "acme", key: "key-that-only-writes", scopes: ["ingest"] },
  { tenantId: "acme", key: "key-of-another-project", projectIds: ["another"] },
] as const;
/** What the server adds to an event. */
const serverFields = {
  server_timestamp: expect.any(String),
  content_hash: expect.any(String),
  hash_prev: expect.any(String),
  worm_proof_id: expect.any(String),
};

/** The operations of the services that every server has. */
const served = operations.filter(({ path }) => !path.startsWith("/v1/audit/") && !path.includes("{"));
const seen = new Set<string>();

type Call = (path: string, init?: RequestInit) => Promise<Response>;

function operation(operationId: string): Operation {
  const found = operations.find((candidate) => candidate.operationId === operationId);
  if (found === undefined) {
    throw new Error(`operationId: expected one of the document, got ${operationId}`);
  }
  return found;
}

async function check(operationId: string, status: number, response: Response): Promise<void> {
  await expectDocumented(operation(operationId), response);
  expect([operationId, response.status]).toEqual([operationId, status]);
  seen.add(`${operationId} ${status}`);
}

const json = { "content-type": "application/json", authorization: "Bearer key-of-acme" };
const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { ...json, ...headers },
  body,
});

/** A successful request for each operation. */
const good: Readonly<Record<string, RequestInit>> = {
  healthz: {},
  getCapabilities: { headers: json },
  ingestEvent: post(eventToJsonString(event)),
  ingestEventBatch: post(eventBatchToJsonString(create(EventBatchSchema, { events: events.slice(0, 5) }))),
  queryEvents: post('{"filter":{}}'),
  getEventStats: { headers: json },
  listSessions: { headers: json },
  watchEvents: { headers: json },
};

test.each(["SQLite", "PostgreSQL"] as const)(
  "answers as the OpenAPI document describes, on %s",
  async (kind) => {
    const limits = { "max-event-bytes": 20_000, "max-batch-size": 20, "max-request-bytes": 100_000 };
    const args = Object.entries(limits).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const { url } = await serve(kind, { keys, args });
    const call: Call = (path, init) => fetch(url + path, init);
    await checkGood(call);
    await checkBad(call);
    await checkKeys(call);
  },
  180_000,
);

async function checkGood(call: Call): Promise<void> {
  for (const { operationId, path } of served) {
    const status = operationId.startsWith("ingest") ? 202 : 200;
    const response = await call(path, good[operationId]);
    await check(operationId, status, operationId === "watchEvents" ? await beginOf(response) : response);
    const binary = { ...good[operationId]?.headers, accept: "application/x-protobuf" };
    if (operationId !== "watchEvents") {
      await check(operationId, status, await call(path, { ...good[operationId], headers: binary }));
    }
    const none = { ...binary, accept: "text/html" };
    if (operationId !== "healthz") {
      await check(operationId, 406, await call(path, { ...good[operationId], headers: none }));
    }
  }
  const one = await call(`/v1/events/${event.eventId}`, { headers: json });
  await check("getEvent", 200, one.clone());
  const sent = JSON.parse(eventToJsonString(event));
  expect(await one.json()).toEqual({ ...sent, ...serverFields });
  const method = ChaukasServerService.method.queryEvents;
  const request = create(method.input, { query: { filter: { tenantId: "acme" }, pageSize: 2 } });
  const body = Uint8Array.from(toBinary(method.input, request));
  const headers = { ...json, "content-type": "application/x-protobuf" };
  await check("queryEvents", 200, await call("/v1/query", { method: "POST", headers, body }));
}

/** Returns the first part of a response without end. */
async function beginOf(response: Response): Promise<Response> {
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new Response(first?.value, response);
}

async function checkBad(call: Call): Promise<void> {
  const bodies = [
    "",
    "{",
    "null",
    '{"nobody":1}',
    '{"event_id":7}',
    '{"events":[{}]}',
    '{"page_size":1001,"filter":{}}',
  ];
  for (const { operationId, path } of served.filter(({ method }) => method === "POST")) {
    for (const body of operationId === "ingestEventBatch" ? bodies.filter((it) => !it.includes("events")) : bodies) {
      await check(operationId, 400, await call(path, post(body)));
    }
    await check(operationId, 400, await call(path, post("\u0000", { "content-type": "application/x-protobuf" })));
    await check(operationId, 415, await call(path, post("{}", { "content-type": "text/plain" })));
    await check(operationId, 415, await call(path, post("{}", { "content-encoding": "zstd" })));
    await check(operationId, 413, await call(path, post(`{"event_id":"${"a".repeat(100_000)}"}`)));
  }
  await check("queryEvents", 400, await call("/v1/query", post('{"filter":{},"page_token":"forged"}')));
  await check("ingestEventBatch", 202, await call("/v1/events/batch", post('{"events":[{"event_id":"e"}]}')));
  const other = eventToJsonString({ ...event, sessionId: "another" });
  await check("ingestEvent", 409, await call("/v1/events", post(other)));
  const many = eventBatchToJsonString(create(EventBatchSchema, { events: events.slice(0, 21) }));
  await check("ingestEventBatch", 413, await call("/v1/events/batch", post(many)));
  const tooLong = "é".repeat(129);
  for (const [id, status, detail] of [
    ["nobody", 404, 'event_id: expected the id of a stored event, got "nobody"'],
    [`${event.eventId}?sequence=1`, 400, 'query: expected only tenant_id, got "sequence"'],
    [encodeURIComponent(tooLong), 400, expect.stringMatching(/^event_id: /)],
  ] as const) {
    const response = await call(`/v1/events/${id}`, { headers: json });
    await check("getEvent", status, response.clone());
    expect(await response.json()).toMatchObject({ detail });
  }
  await check("getEvent", 406, await call("/v1/events/e", { headers: { ...json, accept: "text/html" } }));
  for (const query of ["start=yesterday", "nobody=1", "end=2026-01-01T00:00:00Z&start=2026-01-02T00:00:00Z"]) {
    await check("getEventStats", 400, await call(`/v1/stats?${query}`, { headers: json }));
    await check("listSessions", 400, await call(`/v1/sessions?${query}`, { headers: json }));
  }
  for (const query of ["type=NONE", "resume_token=forged", "tool_name=", "start=yesterday"]) {
    await check("watchEvents", 400, await call(`/v1/events:watch?${query}`, { headers: json }));
  }
  for (const query of ["state=CLOSED", "page_size=501", "page_token=forged"]) {
    await check("listSessions", 400, await call(`/v1/sessions?${query}`, { headers: json }));
  }
}

async function checkKeys(call: Call): Promise<void> {
  for (const { operationId, path } of served.filter((one) => one.operationId !== "healthz")) {
    for (const authorization of ["", "Basic YTpi", "Bearer nobody's", "Bearer key-of-nobody"]) {
      const headers = { ...good[operationId]?.headers, authorization };
      await check(operationId, 401, await call(path, { ...good[operationId], headers }));
    }
    const wrong = operationId.startsWith("ingest") ? "key-that-only-reads" : "key-that-only-writes";
    if (operationId !== "getCapabilities") {
      const headers = { ...good[operationId]?.headers, authorization: `Bearer ${wrong}` };
      await check(operationId, 403, await call(path, { ...good[operationId], headers }));
    }
  }
  const path = `/v1/events/${event.eventId}`;
  await check("getEvent", 401, await call(path));
  for (const [key, tenant] of [
    ["key-that-only-writes", "acme"],
    ["key-of-acme", "globex"],
  ]) {
    const headers = { authorization: `Bearer ${key}` };
    await check("getEvent", 403, await call(`${path}?tenant_id=${tenant}`, { headers }));
  }
  const other = await call(path, { headers: { authorization: "Bearer key-of-another-project" } });
  expect(await other.json()).toMatchObject({
    status: 404,
    detail: expect.stringMatching(/^event_id: expected the id/),
  });
  await check("getEventStats", 403, await call("/v1/stats?tenant_id=globex", { headers: json }));
  await check("watchEvents", 403, await call("/v1/events:watch?tenant_id=globex", { headers: json }));
  await check("listSessions", 403, await call("/v1/sessions?tenant_id=globex", { headers: json }));
  await check("queryEvents", 403, await call("/v1/query", post('{"filter":{"tenant_id":"globex"}}')));
}

describe("a backend that fails", () => {
  // Statuses that a healthy server with small events does not return.
  const failures: [number, () => Error][] = [
    [403, () => new ConnectError("no", Code.PermissionDenied)],
    [413, () => limitError("query: too costly")],
    [429, () => limitError("server: busy", { retryAfterSeconds: 2 })],
    [500, () => new Error("secret")],
    [501, () => new ConnectError("not here", Code.Unimplemented)],
    [503, () => new ConnectError("store: cannot be reached", Code.Unavailable)],
  ];

  test.each(failures)("returns a documented response with status %i wherever it can occur", async (status, failure) => {
    const fail = () => {
      throw failure();
    };
    const backend: ChaukasBackend = {
      healthz: fail,
      getCapabilities: fail,
      ingestEvent: fail,
      ingestEventBatch: fail,
      queryEvents: fail,
      getEventStats: fail,
      listSessions: fail,
      watchEvents: fail,
    };
    const handler = createChaukasFetchHandler(backend);
    for (const { operationId, path, responses } of served.filter((one) => one.responses[status] !== undefined)) {
      const response = await handler(new Request(`http://127.0.0.1${path}`, good[operationId]));
      if (!(operationId === "ingestEventBatch" && response.status === 202)) {
        await check(operationId, status, response);
      }
      expect(Object.keys(responses)).toContain(String(status));
    }
  });
});

test("an undocumented response is detected", async () => {
  const problem = { type: "about:blank", title: "Bad Request", status: "400" };
  const headers = { "content-type": "application/problem+json" };
  const answers = [
    new Response(null, { status: 418 }),
    new Response("{}", { status: 202, headers: { "content-type": "text/html" } }),
    new Response(JSON.stringify(problem), { status: 400, headers }),
    new Response(JSON.stringify({ ...problem, status: 429 }), { status: 429, headers }),
  ];
  for (const answer of answers) {
    await expect(expectDocumented(operation("ingestEvent"), answer)).rejects.toThrow("ingestEvent");
  }
});

afterAll(() => {
  const documented = served.flatMap(({ operationId, responses }) =>
    Object.keys(responses).map((status) => `${operationId} ${status}`),
  );
  expect(documented.filter((one) => !seen.has(one))).toEqual([]);
});
