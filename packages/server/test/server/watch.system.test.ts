// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { createKey, openStore, type RunningServer, startServer } from "@chaukas/server";
import { createChaukasClient } from "@chaukas/spec-client";
import { createParser } from "eventsource-parser";
import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { makeEvent } from "../events/make-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { followEvents, type SentEvent } from "../http/follow-events.js";
import { readMetric } from "../http/read-metric.js";
import { type PostgresServer, startPostgres } from "../postgres/start-postgres.js";
import type { ServerProcess } from "../served/server-process.js";
import { startTestServer } from "../served/start-test-server.js";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let postgres: PostgresServer | undefined;
const servers = new Set<RunningServer>();
afterEach(async () => {
  await Promise.all([...servers].map((server) => server.close()));
  servers.clear();
});
afterAll(() => postgres?.stop());

async function start(store: string, port = 0, integrity: "on" | "off" = "on"): Promise<RunningServer> {
  const server = await startServer({ port, store, integrity, logLevel: "silent", metrics: "on" });
  servers.add(server);
  return server;
}

/** Creates a store with a key. */
async function createStore(kind: "SQLite" | "PostgreSQL") {
  postgres = kind === "PostgreSQL" ? (postgres ?? (await startPostgres())) : postgres;
  const url = kind === "SQLite" ? makeStorePath() : await (postgres as PostgresServer).createDatabase();
  const store = await openStore(url, { access: "manage" });
  const { key, stored } = await createKey(store.keys, { tenantId: "acme" });
  await store.close();
  return { url, key, keyId: stored.id };
}

/** Copies a store that is closed. */
async function copyStore(url: string): Promise<string> {
  if (!url.startsWith("postgres:")) {
    const path = makeStorePath();
    copyFileSync(url, path);
    return path;
  }
  const name = url.slice(url.lastIndexOf("/") + 1);
  await postgres?.query(`create database ${name}_copy template ${name}`);
  return `${url}_copy`;
}

/** Follows events, and goes on whenever the stream ends, until it has a number of them. Returns what came. */
async function followAll(url: () => string, key: string, count: number, onBegin: () => void) {
  const ids: string[] = [];
  const reasons = new Set<unknown>();
  let last: SentEvent | undefined;
  while (ids.length < count) {
    try {
      for await (const message of followEvents(url(), { key, ...(last && { lastId: last.id }) })) {
        if (message.type === "problem") {
          reasons.add(message.data["detail"]);
          continue;
        }
        last = message;
        onBegin();
        ids.push(...(message.type === "event" ? [String(message.data["event_id"])] : []));
        if (ids.length >= count) {
          break;
        }
      }
    } catch {
      // The server is away, or its connection broke.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { ids, reasons: [...reasons] };
}

describe.each(["SQLite", "PostgreSQL"] as const)("on %s", (kind) => {
  test("a reader loses and repeats nothing while events come and servers stop and start", async () => {
    const { url, key } = await createStore(kind);
    // On PostgreSQL, events are sent to another server than the one that is watched.
    let watched = await start(url);
    const other = kind === "PostgreSQL" ? await start(url) : undefined;
    const rounds = 40;
    let isBegun = () => {};
    const begun = new Promise<void>((resolve) => {
      isBegun = resolve;
    });
    const following = followAll(() => watched.url, key, rounds * 5, isBegun);
    await begun;
    for (let round = 0; round < rounds; round++) {
      if (round % 13 === 12) {
        const { port } = watched;
        const before = performance.now();
        await watched.close();
        // Streams do not hold up the end, as calls may for half a minute.
        expect(performance.now() - before).toBeLessThan(20_000);
        watched = await start(url, port);
      }
      const client = createChaukasClient({ baseUrl: (other ?? watched).url, apiKey: key });
      const events = Array.from({ length: 5 }, (_, index) => makeEvent({ eventId: `${round}-${index}` }));
      await client.ingestEventBatch({ eventBatch: { events } });
    }
    const { ids, reasons } = await following;
    expect(ids).toEqual(Array.from({ length: rounds * 5 }, (_, index) => `${Math.floor(index / 5)}-${index % 5}`));
    expect(reasons).toEqual(["server: shutting down; go on with the last resume_token"]);
  });

  test.each(["on", "off"] as const)("no stream goes on in a log that was restored, integrity %s", async (integrity) => {
    const { url, key } = await createStore(kind);
    const ingest = async (server: RunningServer, ...ids: string[]) => {
      const client = createChaukasClient({ baseUrl: server.url, apiKey: key });
      for (const eventId of ids) {
        await client.ingestEvent({ event: makeEvent({ eventId }) });
      }
    };
    let server = await start(url, 0, integrity);
    await ingest(server, "a", "b");
    // PostgreSQL stores have no secret for tokens before the first is needed.
    await followEvents(server.url, { key }).next();
    await server.close();
    const backup = await copyStore(url);
    server = await start(url, 0, integrity);
    const stream = followEvents(server.url, { key });
    const places = [(await stream.next()).value?.id ?? ""];
    for (const eventId of ["c", "d", "e"]) {
      await ingest(server, eventId);
      const { value } = await stream.next();
      expect(value?.data["event_id"]).toBe(eventId);
      places.push(value?.id ?? "");
    }
    await stream.return(undefined);
    await server.close();

    server = await start(backup, 0, integrity);
    // A client sends one of the lost events again, which takes the place that it had.
    await ingest(server, "c", "x", "y", "z");
    const resume = (lastId = "") => followEvents(server.url, { key, lastId });
    for (const place of places.slice(1)) {
      const refusal =
        /^400 .*resume_token: expected a place in the log, got one after an event it lacks; query the events/;
      await expect(resume(place).next()).rejects.toThrow(refusal);
    }
    const kept = resume(places[0]);
    await kept.next();
    const ids = [await kept.next(), await kept.next()].map(({ value }) => value?.data["event_id"]);
    expect(ids).toEqual(["c", "x"]);
    await kept.return(undefined);
  });
});

test("a reader that does not read is told so, does not hold up the others for long, and can go on", async () => {
  const { url, key } = await createStore("SQLite");
  const server = await start(url);
  const messages: SentEvent[] = [];
  const parser = createParser({
    onEvent: ({ id = "", event = "event", data }) => messages.push({ id, type: event, data: JSON.parse(data) }),
  });
  const session = connect(server.url, { settings: { initialWindowSize: 0 } });
  const stream = session.request({ ":path": "/v1/events:watch", authorization: `Bearer ${key}` });
  await once(stream, "response");
  stream.setEncoding("utf8").on("data", (text: string) => parser.feed(text));
  const quick = followEvents(server.url, { key });
  await quick.next();
  const client = createChaukasClient({ baseUrl: server.url, apiKey: key });
  const ids = Array.from({ length: 30 }, (_, index) => `event-${index}`);
  for (const eventId of ids) {
    await client.ingestEvent({ event: makeEvent({ eventId, metadata: { text: "x".repeat(100_000) } }) });
  }
  const seen: unknown[] = [];
  while (seen.length < ids.length) {
    const { value } = await quick.next();
    seen.push(...(value.type === "event" ? [value.data["event_id"]] : []));
  }
  expect(seen).toEqual(ids);
  await quick.return(undefined);
  expect(await readMetric(server.url, 'chaukas_limit_hits_total{limit="watch_lag"}')).toBe(1);
  session.settings({ initialWindowSize: 2 ** 20 });
  await once(stream, "end");
  session.close();
  const [end] = messages.splice(-1);
  const detail = "watch: events come faster than they are read; go on with the last resume_token";
  expect(end).toMatchObject({ type: "problem", data: { status: 429, detail } });
  const read = messages.flatMap(({ type, data }) => (type === "event" ? [data["event_id"]] : []));
  expect(read).toEqual(ids.slice(0, read.length));
  expect(read.length).toBeLessThan(ids.length);
  const lastId = messages.at(-1)?.id ?? "";
  for await (const { type, data } of followEvents(server.url, { key, lastId })) {
    read.push(...(type === "event" ? [data["event_id"]] : []));
    if (read.length === ids.length) {
      break;
    }
  }
  expect(read).toEqual(ids);
  await expect.poll(() => readMetric(server.url, "chaukas_watches")).toBe(0);
});

test("a stream without events is kept, however short the timeouts of connections are", async () => {
  const { url, key } = await createStore("SQLite");
  const flags = ["--idle-timeout-seconds", "1", "--request-timeout-seconds", "1"];
  const server = await startTestServer({ store: url, flags });
  const types: unknown[] = [];
  // Together, they take longer than the timeouts.
  for await (const { type } of followEvents(server.url, { key })) {
    types.push(type);
    if (types.length === 10) {
      break;
    }
  }
  expect(types).toEqual(Array.from({ length: 10 }, () => "position"));
});

/** Begins a stream that nobody reads, of which more is waiting than the buffers of a connection hold. */
async function watchWithoutReading(protocol: "HTTP/1.1" | "HTTP/2", server: ServerProcess, key: string): Promise<void> {
  const client = createChaukasClient({ baseUrl: server.url, apiKey: key });
  const authorization = `Bearer ${key}`;
  const open = () => {
    if (protocol === "HTTP/2") {
      const session = connect(server.url, { settings: { initialWindowSize: 0 } });
      onTestFinished(() => void session.destroy());
      return session.request({ ":path": "/v1/events:watch", authorization });
    }
    const socket = connectSocket(server.port, "127.0.0.1").pause();
    onTestFinished(() => void socket.destroy());
    socket.write(`GET /v1/events:watch HTTP/1.1\r\nhost: localhost\r\nauthorization: ${authorization}\r\n\r\n`);
    return socket;
  };
  open().on("error", () => {});
  await expect.poll(() => readMetric(server.url, "chaukas_watches")).toBe(1);
  for (let index = 0; index < 12; index += 1) {
    const events = Array.from({ length: 10 }, () => makeEvent({ metadata: { text: "x".repeat(100_000) } }));
    await client.ingestEventBatch({ eventBatch: { events } });
  }
  expect(await readMetric(server.url, "chaukas_unread_bytes")).toBeGreaterThan(0);
}

describe.each(["HTTP/1.1", "HTTP/2"] as const)("a stream over %s that nobody reads", (protocol) => {
  const never = ["--drain-seconds", "3600", "--idle-timeout-seconds", "3600", "--request-timeout-seconds", "3600"];

  test("does not hold up the end of the server", async () => {
    const { url, key } = await createStore("SQLite");
    const server = await startTestServer({ store: url, flags: never });
    await watchWithoutReading(protocol, server, key);
    expect(await server.stop()).toBe(0);
  });

  test("is cut when its key is revoked", async () => {
    const { url, key, keyId } = await createStore("SQLite");
    const server = await startTestServer({ store: url, flags: never });
    await watchWithoutReading(protocol, server, key);
    const store = await openStore(url, { access: "manage" });
    await store.keys.revoke(keyId, Date.now());
    await store.close();
    await expect.poll(() => readMetric(server.url, "chaukas_unread_bytes"), { timeout: 60_000 }).toBe(0);
    expect(await readMetric(server.url, "chaukas_watches")).toBe(0);
  });
});
