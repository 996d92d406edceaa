// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { type Event, EventType, SortOrder } from "@chaukas/spec-common";
import { contentHash, genesisHash } from "@chaukas/spec-integrity";
import { QueryEventsResponseSchema, SessionState } from "@chaukas/spec-server";
import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { protocols, type ServedBackend, serveBackend } from "../../test/served/serve-backend.js";
import type { IngestCounts } from "../observe/server-hooks.js";
import { createServerBackend } from "./create-server-backend.js";

// Generous, since machines that run the tests of all packages at once are slow.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const nowMs = 1_773_480_413_601;
const counts: IngestCounts[] = [];
let served: ServedBackend;
beforeAll(async () => {
  served = await serveBackend({
    authentication: "keys",
    limits: { maxBatchSize: 5 },
    now: () => nowMs,
    hooks: { onIngested: (one) => counts.push(one) },
  });
});
afterAll(() => served.close());

describe.each(protocols)("over %s", (protocol) => {
  /** Creates a client with a key of a new tenant. */
  const clientOfNewTenant = async () =>
    served.client(protocol, await served.createKey({ tenantId: crypto.randomUUID() }));

  test("stores an event once, and keeps the first of two with the same id", async () => {
    const client = await clientOfNewTenant();
    const event = makeEvent({ agentName: "first" });
    const answer = { eventId: event.eventId, processedAt: BigInt(nowMs) };
    expect(await client.ingestEvent({ event })).toMatchObject({ ...answer, status: "accepted" });
    expect(await client.ingestEvent({ event })).toMatchObject({ ...answer, status: "duplicate" });
    await expect(client.ingestEvent({ event: { ...event, agentName: "second" } })).rejects.toMatchObject({
      code: Code.AlreadyExists,
      rawMessage: "event.event_id: different content is already stored under it",
    });
    const { response } = await client.queryEvents({ query: {} });
    expect(response?.events.map(({ agentName }) => agentName)).toEqual(["first"]);
  });

  test("accepts the valid events of a batch, and lists the others in order", async () => {
    const client = await clientOfNewTenant();
    const [known, good, bad, foreign] = [makeEvent(), makeEvent(), makeEvent({ sessionId: "" }), makeEvent()];
    await client.ingestEvent({ event: known });
    const changed = { ...known, agentName: "changed" };
    const events = [bad, good, { ...foreign, tenantId: "globex" }, changed, good];
    expect(await client.ingestEventBatch({ eventBatch: { batchId: "batch-1", events } })).toMatchObject({
      batchId: "batch-1",
      acceptedCount: 2,
      rejectedCount: 3,
      rejectedEventIds: [bad.eventId, foreign.eventId, known.eventId],
    });
    expect(counts.at(-1)).toMatchObject({ accepted: 1, duplicate: 1, conflict: 1 });
    const { response } = await client.queryEvents({ query: {} });
    expect(response?.totalCount).toBe(2n);
  });

  test("returns events as they were sent, with tenant, time of receipt and position in the log", async () => {
    const tenantId = crypto.randomUUID();
    const client = served.client(protocol, await served.createKey({ tenantId, projectIds: ["bot"] }));
    const event = makeEvent({ tags: ["eu"], metadata: { key: [1, null, "x"] } });
    await client.ingestEvent({ event: { ...event, hashPrev: "0".repeat(64), wormProofId: "x" } });
    const found = (await client.queryEvents({ query: {} })).response?.events[0] as Event;
    expect(found.serverTimestamp).toMatchObject({ seconds: 1_773_480_413n, nanos: 601_000_000 });
    const { serverTimestamp, ...rest } = found;
    const stored = { ...event, tenantId, projectId: "bot" };
    expect(rest).toEqual({
      ...stored,
      contentHash: contentHash(stored),
      hashPrev: genesisHash,
      wormProofId: `localhost/t/${tenantId}#0`,
    });
  });

  test("accepts a correct content hash, and refuses an event with a wrong one", async () => {
    const client = await clientOfNewTenant();
    const [good, bad] = [makeEvent({ projectId: "bot" }), makeEvent({ projectId: "bot" })];
    await client.ingestEvent({ event: good });
    const { response } = await client.queryEvents({ query: {} });
    const { contentHash: hash = "" } = response?.events[0] ?? {};
    expect(await client.ingestEvent({ event: { ...good, contentHash: hash } })).toMatchObject({ status: "duplicate" });
    const sent = { ...bad, contentHash: hash };
    const refused = client.ingestEvent({ event: sent });
    await expect(refused).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: expect.stringMatching(
        new RegExp(`^event\\.content_hash: expected [0-9a-f]{64}, the hash of the event as received, got ${hash}$`),
      ),
    });
    const next = makeEvent({ projectId: "bot" });
    expect(await client.ingestEventBatch({ eventBatch: { events: [sent, next] } })).toMatchObject({
      acceptedCount: 1,
      rejectedEventIds: [bad.eventId],
    });
  });

  test("pages through all events in both orders, with any page size", async () => {
    const client = await clientOfNewTenant();
    const events = Array.from({ length: 5 }, () => makeEvent());
    await client.ingestEventBatch({ eventBatch: { events } });
    for (const order of [SortOrder.ASC, SortOrder.DESC, SortOrder.UNSPECIFIED]) {
      const found: string[] = [];
      let pageToken = "";
      for (const pageSize of [2, 1, 10]) {
        const { response } = await client.queryEvents({ query: { pageSize, pageToken, orderByTime: order } });
        found.push(...(response?.events ?? []).map(({ eventId }) => eventId));
        pageToken = response?.nextPageToken ?? "";
        expect(response).toMatchObject({ totalCount: 5n, hasMore: found.length < 5 });
        expect(pageToken === "").toBe(found.length === 5);
      }
      const ids = events.map(({ eventId }) => eventId);
      expect(found).toEqual(order === SortOrder.ASC ? ids : ids.reverse());
    }
  });

  test("refuses a page token with another filter or order", async () => {
    const client = await clientOfNewTenant();
    await client.ingestEventBatch({ eventBatch: { events: [makeEvent(), makeEvent()] } });
    const { response } = await client.queryEvents({ query: { pageSize: 1 } });
    const pageToken = response?.nextPageToken ?? "";
    const stranger = await clientOfNewTenant();
    const refused = {
      code: Code.InvalidArgument,
      rawMessage:
        "page_token: expected the next_page_token of a page with the same filter and order, got something else",
    };
    await expect(stranger.queryEvents({ query: { pageToken } })).rejects.toMatchObject(refused);
    await expect(client.queryEvents({ query: { pageToken, orderByTime: SortOrder.ASC } })).rejects.toMatchObject(
      refused,
    );
    await expect(
      client.queryEvents({ query: { pageToken, filter: { sessionId: "session-1" } } }),
    ).rejects.toMatchObject(refused);
    await expect(client.queryEvents({ query: { pageToken: "next" } })).rejects.toMatchObject(refused);
  });

  test("counts events, sessions and types, including types without a name", async () => {
    const client = await clientOfNewTenant();
    const at = (seconds: bigint) => ({ timestamp: { seconds, nanos: 0 } });
    const events = [
      makeEvent({ sessionId: "a", type: EventType.SESSION_START, ...at(100n) }),
      makeEvent({ sessionId: "a", type: EventType.SESSION_END, ...at(103n) }),
      makeEvent({ sessionId: "b", type: 999 as EventType, ...at(200n) }),
    ];
    await client.ingestEventBatch({ eventBatch: { events } });
    expect(await client.getEventStats({})).toMatchObject({
      totalEvents: 3n,
      totalSessions: 2n,
      eventsByType: { SESSION_START: 1n, SESSION_END: 1n, "999": 1n },
      avgSessionDurationMs: 1500,
    });
    const timeRange = { start: { seconds: 103n }, end: { seconds: 200n } };
    expect(await client.getEventStats({ timeRange })).toMatchObject({ totalEvents: 1n, totalSessions: 1n });
  });

  test("lists sessions with what they add up to, page by page", async () => {
    const client = await clientOfNewTenant();
    const at = (seconds: bigint) => ({ timestamp: { seconds, nanos: 0 } });
    const cost = (totalCost: number) => ({ cost: { currency: "USD", totalCost } });
    const usage = { promptTokens: 20, completionTokens: 3 };
    const events = [
      makeEvent({ sessionId: "a", type: EventType.MODEL_INVOCATION_START, agentId: "planner", ...at(100n) }),
      makeEvent({
        ...{ sessionId: "a", type: EventType.MODEL_INVOCATION_END, agentId: "planner", ...at(103n), ...cost(0.1) },
        content: { case: "llmInvocation", value: usage },
      }),
      makeEvent({ sessionId: "a", type: EventType.SESSION_END, ...at(104n), ...cost(0.2) }),
      makeEvent({
        ...{ sessionId: "b", type: EventType.POLICY_DECISION, ...at(200n) },
        content: { case: "policy", value: { policyId: "p", outcome: "deny" } },
      }),
      makeEvent({ sessionId: "c", type: EventType.ERROR, ...at(50n) }),
    ];
    await client.ingestEventBatch({ eventBatch: { events } });
    const { sessions, nextPageToken } = await client.listSessions({ pageSize: 2 });
    expect(sessions).toMatchObject([
      { sessionId: "b", state: SessionState.OPEN, policyDecisions: 1n, policyOutcomes: { deny: 1n }, costs: [] },
      {
        ...{ sessionId: "a", state: SessionState.ENDED, eventCount: 3n, modelCalls: 1n, errors: 0n },
        ...{ firstEventAt: { seconds: 100n }, lastEventAt: { seconds: 104n } },
        ...{ inputTokens: 20n, outputTokens: 3n, totalTokens: 23n, agentIds: ["planner"], moreAgents: 0n },
        costs: [{ currency: "USD", cost: 0.3 }],
      },
    ]);
    const rest = await client.listSessions({ pageSize: 2, pageToken: nextPageToken });
    expect(rest).toMatchObject({ sessions: [{ sessionId: "c", errors: 1n }], nextPageToken: "" });
    const idsOf = async (request: Parameters<typeof client.listSessions>[0]) =>
      (await client.listSessions(request)).sessions.map(({ sessionId }) => sessionId);
    expect(await idsOf({ onlyWithErrors: true })).toEqual(["c"]);
    expect(await idsOf({ state: SessionState.ENDED })).toEqual(["a"]);
    expect(await idsOf({ policyOutcomes: ["deny"] })).toEqual(["b"]);
    expect(await idsOf({ timeRange: { start: { seconds: 104n }, end: { seconds: 200n } } })).toEqual(["a"]);
    await expect(client.listSessions({ pageToken: nextPageToken, onlyWithErrors: true })).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: expect.stringContaining("page_token: expected the next_page_token of a page of sessions"),
    });
  });

  test("finds nothing in an empty time range", async () => {
    const client = await clientOfNewTenant();
    await client.ingestEvent({ event: makeEvent({ timestamp: { seconds: 100n } }) });
    const time = { start: { seconds: 100n }, end: { seconds: 100n } };
    const { response } = await client.queryEvents({ query: { filter: { time } } });
    expect(response).toMatchObject({ events: [], totalCount: 0n, hasMore: false, nextPageToken: "" });
    expect(await client.getEventStats({ timeRange: time })).toMatchObject({ totalEvents: 0n, eventsByType: {} });
  });

  test("reports its capabilities", async () => {
    const { capabilities } = await (await clientOfNewTenant()).getCapabilities({});
    expect(capabilities).toMatchObject({
      wormRetention: true,
      auditProofs: false,
      distributedQuery: false,
      rbac: true,
      sso: false,
      policyDecisions: true,
      dataAccessEvents: true,
      supportsBatchIngestion: true,
      supportsEventQuerying: true,
      supportsStatistics: true,
      maxBatchSize: 5,
    });
  });

  test("refuses a batch with too many events as a whole", async () => {
    const events = Array.from({ length: 6 }, () => makeEvent());
    const client = await clientOfNewTenant();
    await expect(client.ingestEventBatch({ eventBatch: { events } })).rejects.toMatchObject({
      code: Code.ResourceExhausted,
    });
    expect((await client.getEventStats({})).totalEvents).toBe(0n);
  });
});

test("continues after a page that the store ended before it was full", async () => {
  const sparing = await serveBackend({
    authentication: "none",
    defaultTenantId: "home",
    wrapStore: (store) => ({
      ...store,
      async findPage(query) {
        const { events, totalCount, hasMore } = await store.findPage(query);
        return { events: events.slice(0, 2), totalCount, hasMore: hasMore || events.length > 2 };
      },
    }),
  });
  try {
    const client = sparing.client("connect");
    await client.ingestEventBatch({ eventBatch: { events: Array.from({ length: 5 }, () => makeEvent()) } });
    const sizes: number[] = [];
    let pageToken = "";
    do {
      const { response } = await client.queryEvents({ query: { pageToken } });
      sizes.push(response?.events.length ?? 0);
      pageToken = response?.nextPageToken ?? "";
    } while (pageToken !== "");
    expect(sizes).toEqual([2, 2, 1]);
  } finally {
    await sparing.close();
  }
});

test("ends pages before they are larger than gRPC clients accept, at any page size", async () => {
  const tenantId = "tenant with spaces, äöü";
  const large = await serveBackend({ authentication: "none" });
  try {
    const client = large.client("connect");
    const send = (sessionId: string, count: number, bytes: number) => {
      const metadata = { text: "x".repeat(bytes) };
      const events = Array.from({ length: count }, () => makeEvent({ tenantId, sessionId, metadata }));
      return client.ingestEventBatch({ eventBatch: { events } });
    };
    const readPages = async (sessionId: string, pageSize: number) => {
      const sizes: number[] = [];
      let found = 0;
      let pageToken = "";
      do {
        const answer = await client.queryEvents({ query: { filter: { tenantId, sessionId }, pageSize, pageToken } });
        sizes.push(toBinary(QueryEventsResponseSchema, answer).length);
        found += answer.response?.events.length ?? 0;
        pageToken = answer.response?.nextPageToken ?? "";
      } while (pageToken !== "");
      return { found, pages: sizes.length, largest: Math.max(...sizes) };
    };
    await send("large", 100, 100_000);
    const byDefault = await readPages("large", 0);
    expect(byDefault).toMatchObject({ found: 100, pages: 3 });
    expect(byDefault.largest).toBeLessThanOrEqual(4 * 1024 * 1024);
    await send("small", 1000, 3_800);
    const most = await readPages("small", 1000);
    expect(most).toMatchObject({ found: 1000, pages: 2 });
    expect(most.largest).toBeLessThanOrEqual(4 * 1024 * 1024);
  } finally {
    await large.close();
  }
});

test("ends pages at the configured size, with at least one event", async () => {
  const sparing = await serveBackend({
    authentication: "none",
    defaultTenantId: "home",
    limits: { maxPageBytes: 10_000 },
  });
  try {
    const client = sparing.client("grpc");
    const events = [1_000, 1_000, 50_000, 1_000].map((bytes) => makeEvent({ metadata: { text: "x".repeat(bytes) } }));
    await client.ingestEventBatch({ eventBatch: { events } });
    const counts: unknown[] = [];
    let pageToken = "";
    do {
      const { response } = await client.queryEvents({ query: { orderByTime: SortOrder.ASC, pageToken } });
      counts.push(response?.events.length);
      pageToken = response?.nextPageToken ?? "";
    } while (pageToken !== "");
    expect(counts).toEqual([2, 1, 1]);
  } finally {
    await sparing.close();
  }
});

test("accepts events of any tenant while there are no keys", async () => {
  const open = await serveBackend({ authentication: "none" });
  try {
    const client = open.client("connect", "a key that nobody looks at");
    const events = [makeEvent({ tenantId: "acme" }), makeEvent({ tenantId: "globex" }), makeEvent()];
    const answer = await client.ingestEventBatch({ eventBatch: { events } });
    expect(answer).toMatchObject({ acceptedCount: 2, rejectedEventIds: [events[2]?.eventId] });
    await expect(client.ingestEvent({ event: makeEvent() })).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: "event.tenant_id: value is required",
    });
    const { response } = await client.queryEvents({ query: { filter: { tenantId: "acme" } } });
    expect(response?.events.map(({ eventId }) => eventId)).toEqual([events[0]?.eventId]);
    await expect(client.getEventStats({})).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: "tenant_id: expected a tenant, since no key determines it, got none",
    });
    expect((await client.getCapabilities({})).capabilities?.rbac).toBe(false);
  } finally {
    await open.close();
  }
});

test("fills in the default tenant while there are no keys", async () => {
  const open = await serveBackend({ authentication: "none", defaultTenantId: "home" });
  try {
    const client = open.client("rest");
    await client.ingestEvent({ event: makeEvent() });
    await client.ingestEvent({ event: makeEvent({ tenantId: "globex" }) });
    const { response } = await client.queryEvents({ query: {} });
    expect(response?.events.map(({ tenantId }) => tenantId)).toEqual(["home"]);
  } finally {
    await open.close();
  }
});

test("refuses invalid options", () => {
  expect(() => createServerBackend(served.store, { authentication: "keys", limits: { maxBatchSize: 2000 } })).toThrow(
    "[invalid_option] limits.maxBatchSize: expected an integer from 1 to 1000, got 2000",
  );
});

test("reports a clock that is set back, once, and one that is behind the stored events at start", async () => {
  const tenYears = 10 * 365 * 86_400_000;
  const steps: number[] = [];
  const hooks = { onClockStep: ({ behindMs }: { readonly behindMs: number }) => steps.push(behindMs) };
  let clockMs = nowMs;
  const aged = await serveBackend({ authentication: "none", now: () => clockMs, hooks });
  const send = () => aged.client("connect").ingestEvent({ event: makeEvent({ tenantId: "acme" }) });
  await send();
  clockMs -= tenYears;
  for (const { processedAt } of [await send(), await send()]) {
    expect(processedAt).toBe(BigInt(clockMs));
  }
  expect(steps).toEqual([tenYears]);
  const restarted = createServerBackend(aged.store, { authentication: "none", now: () => clockMs - 5_000, hooks });
  await restarted.checkClock();
  expect(steps).toEqual([tenYears, 5_000]);
  await aged.close();
});
