// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { RetryInfoSchema } from "@chaukas/spec-server/gen/google/rpc/error_details_pb.js";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, describe, expect, test } from "vitest";
import type { ServerBackendOptions } from "../../src/backend/server-backend.js";
import type { LimitName } from "../../src/observe/server-hooks.js";
import type { EventStore } from "../../src/store/contract/event-store.js";
import { StoreError, type StoreErrorCode } from "../../src/store/contract/store-error.js";
import { makeEvent } from "../events/make-event.js";
import { protocols, type ServedBackend, serveBackend } from "../served/serve-backend.js";

let served: ServedBackend | undefined;
afterEach(() => served?.close());

/** Serves a store that holds back its answers until it is released. */
async function serveHeldBack(limits: ServerBackendOptions["limits"] = {}) {
  const hits: LimitName[] = [];
  const held: (() => void)[] = [];
  const hold = () => new Promise<void>((resolve) => held.push(resolve));
  const wrapStore = (store: EventStore): EventStore => ({
    ...store,
    async append(events) {
      await hold();
      return store.append(events);
    },
  });
  served = await serveBackend({
    authentication: "keys",
    limits,
    hooks: { onLimit: (limit) => hits.push(limit) },
    wrapStore,
  });
  return { served, hits, held };
}

/** Waits until the load of the server meets a condition. */
async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("an overloaded server", () => {
  test("queues calls, and refuses those beyond the limit with advice to retry", async () => {
    const limits = { maxConcurrentRequests: 2, maxQueuedRequests: 2 };
    const { served, hits, held } = await serveHeldBack(limits);
    const [busyKey, calmKey] = [
      await served.createKey({ tenantId: "busy" }),
      await served.createKey({ tenantId: "calm" }),
    ];
    const busy = served.client("connect", busyKey);
    const running = [1, 2, 3].map(() => busy.ingestEvent({ event: makeEvent() }));
    await until(() => served.server.load().queuedRequests === 1 && held.length === 2);
    expect(served.server.load()).toMatchObject({ runningRequests: 2, queuedRequests: 1 });

    for (const protocol of protocols) {
      const call = served.client(protocol, busyKey).ingestEvent({ event: makeEvent() });
      const error = await call.then(() => undefined, ConnectError.from);
      expect(error).toMatchObject({ code: Code.ResourceExhausted, rawMessage: "server: overloaded; try again" });
      // Without it, clients of any protocol would not retry the call.
      expect(error?.metadata.get("retry-after")).toBe("1");
    }
    const refusal = await fetch(`${served.url}/v1/stats`, { headers: { authorization: `Bearer ${busyKey}` } });
    expect([refusal.status, refusal.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(hits).toEqual(Array(5).fill("requests"));

    // Half of the places are left to other tenants, and health checks work for everyone.
    const calm = served.client("connect", calmKey).ingestEvent({ event: makeEvent() });
    await until(() => served.server.load().queuedRequests === 2);
    await served.client("connect").healthz({});
    for (let turn = 0; turn < 4; turn += 1) {
      await until(() => held.length > 0);
      held.shift()?.();
    }
    expect((await Promise.all([...running, calm])).map(({ status }) => status)).toEqual(Array(4).fill("accepted"));
    expect(served.server.load()).toEqual({ runningRequests: 0, queuedRequests: 0, pendingBytes: 0, watches: 0 });
  });

  test("limits the bytes of requests held until their calls are answered", async () => {
    const { served, hits, held } = await serveHeldBack({ maxBufferedBytes: 20_000 });
    const [busy, calm] = [await served.createKey({ tenantId: "busy" }), await served.createKey({ tenantId: "calm" })];
    const send = (protocol: (typeof protocols)[number], key: string) =>
      served.client(protocol, key).ingestEvent({ event: makeEvent({ metadata: { text: "x".repeat(6000) } }) });
    const running = [send("connect", busy)];
    await until(() => held.length === 1);
    for (const protocol of protocols) {
      await expect(send(protocol, busy)).rejects.toMatchObject({
        code: Code.ResourceExhausted,
        rawMessage: "server: too many bytes of request bodies in memory; try again",
      });
    }
    expect(hits).toEqual(protocols.map(() => "buffered_bytes"));
    // Half of the room is left to other tenants.
    running.push(send("connect", calm));
    await until(() => held.length === 2);
    held.splice(0).forEach((go) => void go());
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual(["accepted", "accepted"]);
    const next = send("connect", busy);
    await until(() => held.length === 1);
    held.shift()?.();
    await expect(next).resolves.toMatchObject({ status: "accepted" });
  });

  test("limits the bytes on their way into the store, and accepts everything eventually", async () => {
    const maxPendingBytes = 10_000;
    const { served, held } = await serveHeldBack({ maxPendingBytes });
    const client = served.client("grpc", await served.createKey({ tenantId: "acme" }));
    const calls = Array.from({ length: 8 }, () =>
      client.ingestEvent({ event: makeEvent({ branch: "x".repeat(900), metadata: { text: "x".repeat(3000) } }) }),
    );
    for (let turn = 0; turn < calls.length; turn += 1) {
      await until(() => held.length > 0);
      expect(served.server.load().pendingBytes).toBeLessThanOrEqual(maxPendingBytes);
      held.shift()?.();
    }
    await Promise.all(calls);
    expect(served.server.load().pendingBytes).toBe(0);
    expect((await client.getEventStats({})).totalEvents).toBe(8n);
  });

  test("leaves half of the places to writes, however many reads there are", async () => {
    const held: (() => void)[] = [];
    served = await serveBackend({
      authentication: "none",
      defaultTenantId: "acme",
      limits: { maxConcurrentRequests: 4 },
      wrapStore: (store) => ({
        ...store,
        async findPage(query) {
          await new Promise<void>((resolve) => held.push(resolve));
          return store.findPage(query);
        },
      }),
    });
    const { client, server } = served;
    const reading = Array.from({ length: 6 }, () => client("connect").queryEvents({ query: {} }));
    await until(() => held.length === 2 && server.load().queuedRequests === 4);
    expect(server.load().runningRequests).toBe(2);
    expect(await client("connect").ingestEvent({ event: makeEvent() })).toMatchObject({ status: "accepted" });
    for (let turn = 0; turn < reading.length; turn += 1) {
      await until(() => held.length > 0);
      held.shift()?.();
    }
    await Promise.all(reading);
    expect(server.load()).toEqual({ runningRequests: 0, queuedRequests: 0, pendingBytes: 0, watches: 0 });
  });

  test("removes a caller that gives up while waiting", async () => {
    const { served, held } = await serveHeldBack({ maxConcurrentRequests: 1 });
    const client = served.client("connect", await served.createKey({ tenantId: "acme" }));
    const running = client.ingestEvent({ event: makeEvent() });
    await until(() => held.length === 1);
    const giveUp = new AbortController();
    const waiting = client.ingestEvent({ event: makeEvent() }, { signal: giveUp.signal });
    await until(() => served.server.load().queuedRequests === 1);
    giveUp.abort();
    await expect(waiting).rejects.toMatchObject({ code: Code.Canceled });
    await until(() => served.server.load().queuedRequests === 0);
    held.shift()?.();
    await running;
    expect((await client.getEventStats({})).totalEvents).toBe(1n);
    expect(served.errors).toEqual([]);
  });
});

test("looks up few keys at a time, however many unknown ones are sent", async () => {
  const held: (() => void)[] = [];
  const hits: LimitName[] = [];
  served = await serveBackend({
    authentication: "keys",
    hooks: { onLimit: (limit) => hits.push(limit) },
    wrapStore: (store) => ({
      ...store,
      keys: {
        ...store.keys,
        async findByHash(hash) {
          await new Promise<void>((resolve) => held.push(resolve));
          return store.keys.findByHash(hash);
        },
      },
    }),
  });
  const { client } = served;
  const codes = Array.from({ length: 600 }, (_, guess) =>
    client("rest", `guess-${guess}`)
      .getCapabilities({})
      .then(String, (error: ConnectError) => error.code),
  );
  // 8 lookups run and 512 wait.
  await until(() => hits.length === 80);
  expect(held).toHaveLength(8);
  for (let found = 0; found < 520; found += 1) {
    await until(() => held.length > 0);
    expect(held.length).toBeLessThanOrEqual(8);
    held.shift()?.();
  }
  const counts = Object.groupBy(await Promise.all(codes), String);
  expect(counts[Code.Unauthenticated]).toHaveLength(520);
  expect(counts[Code.ResourceExhausted]).toHaveLength(80);
  expect(new Set(hits)).toEqual(new Set(["key_lookups"]));
}, 120_000);

test("states over REST when to retry, and when a retry is pointless", async () => {
  let code: StoreErrorCode = "unavailable";
  served = await serveBackend({
    authentication: "none",
    wrapStore: (store) => ({ ...store, countEvents: () => Promise.reject(new StoreError(code, "secret path")) }),
  });
  const ask = async () => {
    const { status, headers } = await fetch(`${served?.url}/v1/stats?tenant_id=acme`);
    return [status, headers.get("retry-after")];
  };
  expect(await ask()).toEqual([503, "1"]);
  code = "too_costly";
  expect(await ask()).toEqual([413, null]);
});

describe.each(protocols)("a store that fails, over %s", (protocol) => {
  async function serveFailing(error: unknown) {
    const reported: unknown[] = [];
    served = await serveBackend({
      authentication: "none",
      defaultTenantId: "acme",
      hooks: { onStoreError: (found) => reported.push(found) },
      wrapStore: (store) => ({
        ...store,
        append: () => Promise.reject(error),
        findPage: () => Promise.reject(error),
        countEvents: () => Promise.reject(error),
        check: () => Promise.reject(error),
      }),
    });
    const client = served.client(protocol);
    const calls = [
      () => client.ingestEvent({ event: makeEvent() }),
      () => client.ingestEventBatch({ eventBatch: { events: [makeEvent()] } }),
      () => client.queryEvents({ query: {} }),
      () => client.getEventStats({}),
      () => client.healthz({}),
    ];
    const thrown = await Promise.all(calls.map((call) => call().catch(ConnectError.from)));
    return { served, thrown: thrown as ConnectError[], reported };
  }

  test("asks callers to retry if it is temporarily unavailable", async () => {
    const error = new StoreError("unavailable", "secret path");
    const { served, thrown, reported } = await serveFailing(error);
    for (const one of thrown.slice(0, 4)) {
      expect(one).toMatchObject({
        code: Code.Unavailable,
        rawMessage: "store: temporarily unavailable; try again",
      });
    }
    expect(thrown[4]?.code).toBe(Code.Unavailable);
    if (protocol !== "rest") {
      expect(thrown.map((one) => one.findDetails(RetryInfoSchema)[0]?.retryDelay?.seconds)).toEqual(Array(5).fill(1n));
    }
    expect(reported).toEqual(Array(5).fill(error));
    expect(served.errors).toEqual([]);
  });

  test("acknowledges nothing if it does not report the outcome of an event", async () => {
    served = await serveBackend({
      authentication: "none",
      defaultTenantId: "acme",
      wrapStore: (store) => ({ ...store, append: async (events) => (await store.append(events)).slice(1) }),
    });
    const events = [makeEvent(), makeEvent()];
    const answer = served.client(protocol).ingestEventBatch({ eventBatch: { events } });
    await expect(answer).rejects.toMatchObject({ code: Code.Internal });
    expect(served.errors).toEqual([new Error("store: expected an outcome for each of 2 events, got 1")]);
  });

  test("reveals nothing about unexpected errors", async () => {
    const error = new Error("secret path");
    const { served, thrown, reported } = await serveFailing(error);
    expect(thrown.map(({ code }) => code)).toEqual(Array(5).fill(Code.Internal));
    expect(thrown.map(({ message }) => message).join()).not.toContain("secret");
    expect(reported).toEqual(Array(5).fill(error));
    expect(served.errors).toEqual(Array(5).fill(error));
  });
});
