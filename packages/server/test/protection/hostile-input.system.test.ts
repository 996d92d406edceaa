// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { request } from "node:http";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { QueryFilterSchema } from "@chaukas/spec-common";
import { Code } from "@connectrpc/connect";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { splitWords } from "../../src/store/words/split-words.js";
import { makeEvent } from "../events/make-event.js";
import { protocols, type ServedBackend, serveBackend } from "../served/serve-backend.js";

const hostile = [
  "' OR '1'='1",
  "'; DROP TABLE events; --",
  "\"; DELETE FROM events WHERE ''='",
  "x' UNION SELECT hash, hash FROM keys --",
  "1); ATTACH DATABASE '/tmp/x' AS x; --",
  "%",
  "_",
  "*",
  "?1 ?2 :name $1",
  'secret" OR "globex',
  "secret OR globex",
  "NOT acme",
  "sec*",
  "^secret",
  "tenant_id : globex",
  "NEAR(secret globex, 10)",
  "secret & !globex | x:*",
  "\\",
  "\u0000",
  "globex\u0000",
  "\u0001\u0002",
  "\u001f",
  "../../../etc/passwd",
  "$" + "{jndi:ldap://127.0.0.1/x}",
  "{{7*7}}",
  "__proto__",
  "\u202Eevents",
  "\u{1F680}",
  "é".repeat(128),
];

let served: ServedBackend;
let key: string;
beforeAll(async () => {
  served = await serveBackend({ authentication: "keys" });
  const victim = served.client("grpc", await served.createKey({ tenantId: "globex" }));
  const events = [makeEvent({ agentName: "secret globex" }), makeEvent({ sessionId: "secret" })];
  await victim.ingestEventBatch({ eventBatch: { events } });
  key = await served.createKey({ tenantId: "acme" });
});
afterAll(() => served.close());
afterEach(async () => {
  const log = await served.store.readLog("globex", { limit: 10 });
  expect(log.map(({ event }) => event.agentName)).toEqual(["secret globex", ""]);
  expect(served.errors).toEqual([]);
});

describe.each(protocols)("over %s", (protocol) => {
  test.each(hostile)("treats %j as plain text in every member of an event and a filter", async (text) => {
    const tenantId = crypto.randomUUID();
    const client = served.client(protocol, await served.createKey({ tenantId }));
    const ids = { projectId: text, sessionId: text, agentId: text, spanId: text, traceId: text, tags: [text] };
    const event = makeEvent({ ...ids, eventId: text, agentName: text });
    const other = makeEvent({ agentName: "another" });
    await client.ingestEventBatch({ eventBatch: { events: [event, other] } });
    const find = async (filter: MessageInitShape<typeof QueryFilterSchema>) => {
      const { response } = await client.queryEvents({ query: { filter } });
      expect(response?.totalCount).toBe(BigInt(response?.events.length ?? 0));
      return response?.events.map(({ eventId }) => eventId);
    };
    for (const member of ["projectId", "sessionId", "agentId", "spanId", "traceId"] as const) {
      expect(await find({ [member]: text })).toEqual([text]);
      expect(await find({ [member]: `${text.slice(0, 100)}'` })).toEqual([]);
    }
    expect(await find({ tags: [text] })).toEqual([text]);
    if (splitWords(text).length > 0) {
      expect(await find({ textQuery: text })).toEqual([text]);
    } else {
      await expect(find({ textQuery: text })).rejects.toMatchObject({ code: Code.InvalidArgument });
    }
    expect((await client.getEventStats({ projectId: text })).totalEvents).toBe(1n);
    await expect(find({ tenantId: text })).rejects.toMatchObject({ code: Code.PermissionDenied });
    await expect(client.getEventStats({ tenantId: text })).rejects.toMatchObject({ code: Code.PermissionDenied });
    const refused = client.queryEvents({ query: { pageToken: text } });
    await expect(refused).rejects.toMatchObject({ code: Code.InvalidArgument });
  });

  test.each(hostile)("treats %j as the name of a tenant like any other", async (tenantId) => {
    const client = served.client(protocol, await served.createKey({ tenantId }));
    const event = makeEvent();
    await client.ingestEvent({ event });
    const { response } = await client.queryEvents({ query: { filter: { tenantId } } });
    expect(response?.events.find(({ eventId }) => eventId === event.eventId)?.tenantId).toBe(tenantId);
    expect(new Set(response?.events.map((found) => found.tenantId))).toEqual(new Set([tenantId]));
  });
});

/** Sends a request without normalizing its path, as fetch would. */
function send(path: string, init: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { hostname, port } = new URL(served.url);
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { method = "GET", headers = {}, body = "" } = init;
    const sent = request({ hostname, port, path, method, headers }, async (response) => {
      const chunks: Buffer[] = await response.toArray();
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const service = "/chaukas.spec.server.v1.ChaukasServerService";

test.each([
  "/v1/stats",
  "//v1/stats",
  "/v1//stats",
  "/v1/stats/",
  "/v1/stats#",
  "/V1/STATS",
  "/v1/./stats",
  "/healthz/../v1/stats",
  "/healthz/%2e%2e/v1/stats",
  "/healthz/..%2fv1/stats",
  "/healthz/..\\v1\\stats",
  "/healthz;/../v1/stats",
  "/v1/stats;x=/healthz",
  "/v1/stats%00",
  "/v1/st%61ts",
  "/v1/stats?/healthz",
  "http://127.0.0.1/v1/stats",
  "/../../../../etc/passwd",
  "/%2e%2e/%2e%2e/etc/passwd",
  `${service}/Healthz/../GetEventStats?connect=v1&encoding=json&message=%7B%7D`,
  `${service}/GetEventStats?connect=v1&encoding=json&message=%7B%7D`,
  `${service}//GetEventStats?connect=v1&encoding=json&message=%7B%7D`,
  `${service}/GetEventStats/Healthz?connect=v1&encoding=json&message=%7B%7D`,
])("reveals nothing for %s without a key", async (path) => {
  for (const method of ["GET", "POST"]) {
    const { status, text } = await send(path, { method, headers: { "x-original-url": "/healthz" } });
    expect([400, 401, 404, 405, 415]).toContain(status);
    expect(text).not.toContain("total_events");
  }
});

test("refuses access to another tenant through a repeated parameter", async () => {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const twice = [
    await send("/v1/stats?tenant_id=acme&tenant_id=globex", { headers }),
    await send("/v1/stats?tenant_id=globex&tenant_id=acme", { headers }),
    await send("/v1/stats?tenant_id=acme&tenant_id[]=globex", { headers }),
    ...(await Promise.all(
      [
        '{"filter":{"tenant_id":"acme","tenant_id":"globex"}}',
        '{"filter":{"tenant_id":"globex","tenant_id":"acme"}}',
        '{"filter":{"tenant_id":"acme"},"filter":{"tenant_id":"globex"}}',
        '{"__proto__":{"filter":{"tenant_id":"globex"}}}',
        '{"filter":{"__proto__":{"tenant_id":"globex"}}}',
        '{"filter":{"tenant_id":"globex\\u0000"}}',
        '{"filter":{"tenant_id":["globex"]}}',
      ].map((body) => send("/v1/query", { method: "POST", headers, body })),
    )),
    await send(`${service}/QueryEvents`, {
      method: "POST",
      headers,
      body: '{"query":{"filter":{"tenantId":"acme","tenant_id":"globex"}}}',
    }),
  ];
  for (const { status, text } of twice) {
    expect([400, 403]).toContain(status);
    expect(text).not.toContain("secret");
  }
});
