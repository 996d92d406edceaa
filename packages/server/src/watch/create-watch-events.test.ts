// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { connect } from "node:net";
import { type Event, EventType, type QueryFilter } from "@chaukas/spec-common";
import type { WatchEventsResponse } from "@chaukas/spec-server";
import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { makeRedaction } from "../../test/events/make-redaction.js";
import { followEvents } from "../../test/http/follow-events.js";
import { type ServedBackend, serveBackend } from "../../test/served/serve-backend.js";
import type { EventLog, LogEntry } from "../store/contract/event-log.js";
import { StoreError } from "../store/contract/store-error.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const watchTimes = { heartbeatMs: 300, checkMs: 20, pollMs: 50, pauseMs: 1, patienceMs: 200 };
let served: ServedBackend;
let limits: string[];
let aheadMs = 0;
/** Reads of logs, and the error with which they fail. */
let reads: number[];
let failure: Error | undefined;
beforeAll(async () => {
  served = await serveBackend({
    authentication: "keys",
    limits: { maxWatches: 6 },
    now: () => Date.now() + aheadMs,
    hooks: { onLimit: (limit) => limits.push(limit) },
    watchTimes,
    wrapStore: (store) => ({
      ...store,
      readLog(tenantId, range) {
        reads.push(range.fromSequence ?? 0);
        return failure === undefined ? store.readLog(tenantId, range) : Promise.reject(failure);
      },
    }),
  });
});
afterAll(() => served.close());
beforeEach(() => {
  limits = [];
  reads = [];
  failure = undefined;
});

/** Creates a client of a new tenant. */
async function createCaller() {
  const tenantId = crypto.randomUUID();
  const key = await served.createKey({ tenantId });
  const client = served.client("grpc", key);
  const ingest = async (...inits: Parameters<typeof makeEvent>[0][]) => {
    const events = inits.map((init) => makeEvent({ ...init, tenantId }));
    await client.ingestEventBatch({ eventBatch: { events } });
    return events.map(({ eventId }) => eventId);
  };
  return { tenantId, key, client, ingest };
}

/** Opens a stream, and waits for its first message. */
async function open(
  client: ReturnType<ServedBackend["client"]>,
  request: { filter?: Partial<QueryFilter>; resumeToken?: string } = {},
) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const messages = client.watchEvents(request as never, { signal: abort.signal })[Symbol.asyncIterator]();
  const next = async (): Promise<WatchEventsResponse> => (await messages.next()).value;
  const begin = await next();
  /** Takes a number of events, without the messages in between that have none. */
  const take = async (count: number) => {
    const taken: { event: Event; resumeToken: string }[] = [];
    while (taken.length < count) {
      const { event, resumeToken } = await next();
      if (event !== undefined) {
        taken.push({ event, resumeToken });
      }
    }
    return taken;
  };
  const takeIds = async (count: number) => (await take(count)).map(({ event }) => event.eventId);
  return { begin, next, take, takeIds, stop: () => abort.abort() };
}

describe("a stream of events", () => {
  test("begins at the end of the log, and has each new event once, as stored and in the order of the log", async () => {
    const { client, ingest, tenantId } = await createCaller();
    await ingest({}, {});
    const { begin, take } = await open(client);
    expect(begin.event).toBeUndefined();
    const late = { timestamp: { seconds: 1n } };
    const ids = await ingest({}, late, {});
    ids.push(...(await ingest({})));
    const taken = await take(4);
    expect(taken.map(({ event }) => event.eventId)).toEqual(ids);
    const stored = await served.store.readLog(tenantId, { fromSequence: 2, limit: 10 });
    expect(taken.map(({ event }) => event)).toEqual(stored.map(({ event }) => event));
  });

  test("goes on after any of its messages, without loss or repetition", async () => {
    const { client, ingest } = await createCaller();
    const { begin, take } = await open(client);
    const ids = [...(await ingest({}, {}, {})), ...(await ingest({}, {}))];
    const taken = await take(5);
    for (const [index, { resumeToken }] of [begin, ...taken].entries()) {
      const again = await open(client, { resumeToken });
      expect(again.begin).toMatchObject({ resumeToken });
      expect(await again.takeIds(5 - index)).toEqual(ids.slice(index));
      again.stop();
    }
    const last = taken.at(-1)?.resumeToken ?? "";
    const missed = await ingest(...Array.from({ length: 1000 }, () => ({})));
    const again = await open(client, { resumeToken: last });
    const more = ingest({});
    expect(await again.takeIds(1001)).toEqual([...missed, ...(await more)]);
  });

  test("has redacted events as they are stored, and the records of redactions", async () => {
    const { client, ingest, tenantId } = await createCaller();
    const { begin } = await open(client);
    const live = await open(client);
    await ingest({ agentName: "ada" });
    await live.take(1);
    const log = served.store.log as EventLog;
    const [entry] = await log.readEntries(tenantId, { fromSequence: 0, limit: 1 });
    await log.redact(tenantId, makeRedaction(entry as LogEntry, ["/agent_name"]));
    const [record] = await live.take(1);
    expect(record?.event.content).toMatchObject({ case: "redactionRecord", value: { fields: ["/agent_name"] } });
    const [redacted] = await (await open(client, begin)).take(2);
    expect(redacted?.event).toMatchObject({ agentName: "", redaction: { fields: ["/agent_name"] } });
  });

  test("has what matches its filter, and tells its position while nothing does", async () => {
    const { client, ingest } = await createCaller();
    const filter = { sessionId: "a", types: [EventType.ERROR], textQuery: "refund" };
    const { begin, next, take } = await open(client, { filter });
    const content = { case: "message", value: { text: "a refund" } } as const;
    const good = { sessionId: "a", type: EventType.ERROR, content };
    const [, id] = await ingest({ ...good, sessionId: "b" }, good, { ...good, type: EventType.SYSTEM });
    const [taken] = await take(1);
    expect(taken?.event.eventId).toBe(id);
    const quiet = await next();
    expect(quiet.event).toBeUndefined();
    expect(new Set([begin, taken, quiet].map((message) => message?.resumeToken)).size).toBe(3);
  });

  test("does not show events of other tenants and projects", async () => {
    const { tenantId, client, ingest } = await createCaller();
    const other = await createCaller();
    const bound = served.client("grpc", await served.createKey({ tenantId, projectIds: ["a", "b"] }));
    const { takeIds } = await open(bound);
    const { takeIds: takeOne } = await open(client, { filter: { projectId: "b" } });
    await other.ingest({ projectId: "a" });
    const ids = await ingest({ projectId: "c" }, { projectId: "a" }, { projectId: "b" }, {}, { projectId: "b" });
    expect(await takeIds(3)).toEqual([ids[1], ids[2], ids[4]]);
    expect(await takeOne(2)).toEqual([ids[2], ids[4]]);
    const denied = { code: Code.PermissionDenied };
    await expect(open(bound, { filter: { projectId: "c" } })).rejects.toMatchObject(denied);
    await expect(open(client, { filter: { tenantId: other.tenantId } })).rejects.toMatchObject(denied);
    const ingestOnly = served.client("grpc", await served.createKey({ tenantId, scopes: ["ingest"] }));
    await expect(open(ingestOnly)).rejects.toMatchObject(denied);
    await expect(open(served.client("grpc"))).rejects.toMatchObject({ code: Code.Unauthenticated });
  });

  test("refuses a token of another tenant, an altered one, and one of a place that is not there", async () => {
    const [one, other] = [await createCaller(), await createCaller()];
    await one.ingest({}, {});
    const { begin } = await open(one.client);
    const { resumeToken } = begin;
    const flipped = `${resumeToken.slice(0, 5)}${resumeToken[5] === "A" ? "B" : "A"}${resumeToken.slice(6)}`;
    const invalid = {
      code: Code.InvalidArgument,
      rawMessage: "resume_token: expected the resume_token of a stream of the same tenant, got something else",
    };
    await expect(open(other.client, { resumeToken })).rejects.toMatchObject(invalid);
    for (const token of [flipped, `${resumeToken}=`, resumeToken.slice(0, -1), "1"]) {
      await expect(open(one.client, { resumeToken: token })).rejects.toMatchObject(invalid);
    }
    const { log } = served.store;
    const head = vi.spyOn(log as EventLog, "readHead").mockResolvedValue({ size: 1, root: new Uint8Array(32) });
    await expect(open(one.client, { resumeToken })).rejects.toMatchObject({
      code: Code.OutOfRange,
      rawMessage:
        "resume_token: expected a place in the log, which has 1 events, got one after 2; query the events again, and " +
        "begin a new stream",
    });
    head.mockRestore();
  });

  test("ends when its key is revoked", async () => {
    const { client, tenantId } = await createCaller();
    const { next } = await open(client);
    for (const { id } of await served.store.keys.list(tenantId)) {
      await served.store.keys.revoke(id, Date.now());
    }
    // A known key is good for five seconds.
    aheadMs += 6_000;
    const ended = (async () => {
      while (true) {
        await next();
      }
    })();
    await expect(ended).rejects.toMatchObject({
      code: Code.Unauthenticated,
      rawMessage: "authorization: the key is unknown or revoked",
    });
  });

  test("gives its place back when its key is revoked, even if its caller does not read", async () => {
    const { key, tenantId, ingest } = await createCaller();
    const { hostname, port } = new URL(served.url);
    const socket = connect(Number(port), hostname).pause();
    onTestFinished(() => void socket.destroy());
    socket.write(`GET /v1/events:watch HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\n\r\n`);
    await vi.waitFor(() => expect(served.server.load().watches).toBe(1));
    // More than the buffers of a loopback connection hold.
    for (let index = 0; index < 30; index += 1) {
      await ingest({ metadata: { text: "x".repeat(500_000) } });
    }
    for (const { id } of await served.store.keys.list(tenantId)) {
      await served.store.keys.revoke(id, Date.now());
    }
    aheadMs += 6_000;
    await vi.waitFor(() => expect(served.server.load().watches).toBe(0), { timeout: 30_000 });
  });

  test("shares one reading of the log with all streams of its tenant", async () => {
    const { client, ingest } = await createCaller();
    const streams = [await open(client), await open(client), await open(client)];
    await vi.waitFor(() => expect(reads.length).toBeGreaterThan(0));
    const ids = await ingest({}, {}, {});
    for (const { takeIds } of streams) {
      expect(await takeIds(3)).toEqual(ids);
    }
    // A stream by itself would read the log from the first of these events on.
    expect(reads.filter((from) => from > 0 && from < 3)).toEqual([]);
    for (const { stop } of streams) {
      stop();
    }
    await vi.waitFor(() => expect(served.server.load().watches).toBe(0));
    const before = reads.length;
    await ingest({});
    await new Promise((resolve) => setTimeout(resolve, 3 * watchTimes.pollMs));
    expect(reads.length - before).toBeLessThanOrEqual(1);
  });

  test("is refused beyond the limit, of which one tenant gets half, and makes room when it ends", async () => {
    const [one, other] = [await createCaller(), await createCaller()];
    const streams = [await open(one.client), await open(one.client), await open(one.client)];
    const limit = (most: string) => ({
      code: Code.ResourceExhausted,
      rawMessage: `watch: expected at most ${most} at a time; try again`,
    });
    await expect(open(one.client)).rejects.toMatchObject(limit("3 streams of a tenant"));
    await open(other.client);
    await open(other.client);
    const third = await createCaller();
    await open(third.client);
    await expect(open(other.client)).rejects.toMatchObject(limit("6 streams"));
    expect(limits).toEqual(["watches", "watches"]);
    const refused = await fetch(`${served.url}/v1/events:watch`, { headers: { authorization: `Bearer ${one.key}` } });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    streams[0]?.stop();
    await vi.waitFor(() => expect(served.server.load().watches).toBe(5));
    await open(one.client);
  });

  test("ends with the store, and can go on", async () => {
    const { client, ingest } = await createCaller();
    const { next, begin } = await open(client);
    failure = new StoreError("unavailable", "no connection to db.internal");
    await expect(next()).rejects.toMatchObject({
      code: Code.Unavailable,
      rawMessage: "store: temporarily unavailable; try again",
    });
    failure = undefined;
    const ids = await ingest({});
    expect(await (await open(client, begin)).takeIds(1)).toEqual(ids);
  });

  test("ends with the server, over REST with a problem, and none begins after that", async () => {
    const other = await serveBackend({ authentication: "none", defaultTenantId: "acme", watchTimes });
    onTestFinished(() => other.close());
    const messages = followEvents(other.url);
    expect((await messages.next()).value).toMatchObject({ type: "position" });
    other.server.stopWatches();
    const detail = "server: shutting down; go on with the last resume_token";
    expect((await messages.next()).value).toMatchObject({ type: "problem", data: { status: 503, detail } });
    expect((await messages.next()).done).toBe(true);
    await expect(followEvents(other.url).next()).rejects.toThrow(`503`);
    expect(other.server.load().watches).toBe(0);
  });
});
