// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { protocols, type ServedBackend, serveBackend } from "../../test/served/serve-backend.js";
import type { EventStore } from "../store/contract/event-store.js";
import { StoreError } from "../store/contract/store-error.js";
import { knownKeyMs } from "./create-key-finder.js";

let served: ServedBackend;
let nowMs = Date.now();
let keysFail = false;
const denials: unknown[] = [];
beforeAll(async () => {
  served = await serveBackend({
    authentication: "keys",
    now: () => nowMs,
    hooks: { onDenied: (denial) => denials.push(denial) },
    wrapStore: failOnDemand,
  });
});
afterAll(() => served.close());

function failOnDemand(store: EventStore): EventStore {
  return {
    ...store,
    keys: {
      ...store.keys,
      findByHash: (hash) =>
        keysFail ? Promise.reject(new StoreError("unavailable", "secret path")) : store.keys.findByHash(hash),
    },
  };
}

describe.each(protocols)("over %s", (protocol) => {
  const callAll = (key?: string) => {
    const client = served.client(protocol, key);
    return {
      capabilities: () => client.getCapabilities({}),
      ingest: () => client.ingestEvent({ event: makeEvent() }),
      batch: () => client.ingestEventBatch({ eventBatch: { events: [makeEvent()] } }),
      query: () => client.queryEvents({ query: {} }),
      stats: () => client.getEventStats({}),
    };
  };

  test("refuses every call without a key except health checks", async () => {
    for (const call of Object.values(callAll())) {
      await expect(call()).rejects.toMatchObject({
        code: Code.Unauthenticated,
        rawMessage: 'authorization: expected "Bearer" and a key, got no such header',
      });
    }
    expect(denials.at(-1)).toEqual({ reason: "unauthenticated" });
    await served.client(protocol).healthz({});
    await served.client(protocol, "no-such-key").healthz({});
  });

  test("refuses a key that does not exist, and does not repeat it", async () => {
    for (const call of Object.values(callAll("no-such-key"))) {
      await expect(call()).rejects.toMatchObject({
        code: Code.Unauthenticated,
        rawMessage: "authorization: the key is unknown or revoked",
      });
    }
  });

  test("restricts callers to the scopes of their key", async () => {
    const refused = (scope: string, other: string) => ({
      code: Code.PermissionDenied,
      rawMessage: `authorization: expected a key with scope ${scope}, got one with ${other}`,
    });
    const writer = callAll(await served.createKey({ tenantId: "acme", scopes: ["ingest"] }));
    await Promise.all([writer.capabilities(), writer.ingest(), writer.batch()]);
    await expect(writer.query()).rejects.toMatchObject(refused("query", "ingest"));
    await expect(writer.stats()).rejects.toMatchObject(refused("query", "ingest"));
    const reader = callAll(await served.createKey({ tenantId: "acme", scopes: ["query"] }));
    await Promise.all([reader.capabilities(), reader.query(), reader.stats()]);
    await expect(reader.ingest()).rejects.toMatchObject(refused("ingest", "query"));
    await expect(reader.batch()).rejects.toMatchObject(refused("ingest", "query"));
    expect(denials.at(-1)).toEqual({ reason: "permission_denied", keyId: expect.stringMatching(/^[0-9a-f]{12}$/) });
  });

  test("refuses a revoked key", async () => {
    const key = await served.createKey({ tenantId: "acme" });
    const calls = callAll(key);
    await calls.ingest();
    const [, id = ""] = key.split("_");
    expect(await served.store.keys.revoke(id, nowMs)).toBe(true);
    nowMs += knownKeyMs;
    for (const call of Object.values(calls)) {
      await expect(call()).rejects.toMatchObject({ code: Code.Unauthenticated });
    }
  });

  test("restricts events and queries to the tenant and the projects of the key", async () => {
    const tenantId = crypto.randomUUID();
    const client = served.client(protocol, await served.createKey({ tenantId, projectIds: ["a", "b"] }));
    const ingest = (owner: { tenantId?: string; projectId?: string }) =>
      client.ingestEvent({ event: makeEvent(owner) });
    await ingest({ projectId: "a" });
    await ingest({ projectId: "b", tenantId });
    const denied = (rawMessage: string) => ({ code: Code.PermissionDenied, rawMessage });
    const foreign = `expected "${tenantId}", the tenant of the key, got "globex"`;
    await expect(ingest({ projectId: "a", tenantId: "globex" })).rejects.toMatchObject(
      denied(`event.tenant_id: ${foreign}`),
    );
    await expect(ingest({ projectId: "c" })).rejects.toMatchObject(
      denied('event.project_id: expected a project of the key, got "c"'),
    );
    await expect(ingest({})).rejects.toMatchObject(denied("event.project_id: expected a project of the key, got none"));
    await expect(client.queryEvents({ query: { filter: { tenantId: "globex" } } })).rejects.toMatchObject(
      denied(`filter.tenant_id: ${foreign}`),
    );
    await expect(client.queryEvents({ query: { filter: { projectId: "c" } } })).rejects.toMatchObject(
      denied('filter.project_id: expected a project of the key, got "c"'),
    );
    await expect(client.getEventStats({ tenantId: "globex" })).rejects.toMatchObject(denied(`tenant_id: ${foreign}`));
    await expect(client.getEventStats({ projectId: "c" })).rejects.toMatchObject(
      denied('project_id: expected a project of the key, got "c"'),
    );
    expect((await client.getEventStats({})).totalEvents).toBe(2n);
    expect((await client.getEventStats({ projectId: "b" })).totalEvents).toBe(1n);
  });

  test("asks callers to retry if keys cannot be looked up, without revealing the reason", async () => {
    const key = await served.createKey({ tenantId: "acme" });
    keysFail = true;
    try {
      await expect(callAll(key).query()).rejects.toMatchObject({
        code: Code.Unavailable,
        rawMessage: "store: temporarily unavailable; try again",
      });
    } finally {
      keysFail = false;
    }
    await callAll(key).query();
  });
});

test("describes over REST how to authenticate", async () => {
  const response = await fetch(`${served.url}/v1/capabilities`);
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toMatch(/^Bearer\b/);
});
