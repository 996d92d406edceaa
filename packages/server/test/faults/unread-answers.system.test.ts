// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from "node:http2";
import { createKey, openStore, type RunningServer, startServer } from "@chaukas/server";
import { createChaukasClient } from "@chaukas/spec-client";
import { afterEach, expect, it } from "vitest";
import { makeEvent } from "../events/make-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { readMetric } from "../http/read-metric.js";

const megabyte = 2 ** 20;
const streamCut = 11;

let server: RunningServer | undefined;
let sessions: ClientHttp2Session[] = [];
afterEach(async () => {
  sessions.forEach((session) => void session.destroy());
  sessions = [];
  await server?.close();
});

/** Opens a session in which nothing of an answer is read. */
function openSilently(url: string): ClientHttp2Session {
  const session = connect(url, { settings: { initialWindowSize: 0 } }).on("error", () => {});
  sessions.push(session);
  return session;
}

async function ask(session: ClientHttp2Session, path: string, key?: string): Promise<ClientHttp2Stream> {
  const headers = { ":method": "POST", "content-type": "application/json", authorization: `Bearer ${key}` };
  const stream = session.request({ ":path": path, ...(key === undefined ? {} : headers) });
  stream.on("error", () => {}).end(key === undefined ? undefined : "{}");
  await once(stream, "response");
  return stream;
}

it("cuts the unread answers of a tenant beyond its half, and none of another tenant", async () => {
  const path = makeStorePath();
  const store = await openStore(path);
  const keyOf = async (tenantId: string) => (await createKey(store.keys, { tenantId })).key;
  const [busy, calm] = [await keyOf("busy"), await keyOf("calm")];
  await store.close();
  server = await startServer({ port: 0, store: path, logLevel: "silent", maxUnreadBytes: 8 * megabyte });
  const { url } = server;
  for (const apiKey of [busy, calm]) {
    const event = makeEvent({ metadata: { text: "x".repeat(megabyte - 10_000) } });
    await createChaukasClient({ baseUrl: url, apiKey }).ingestEvent({ event });
  }

  const ofCalm = await ask(openSilently(url), "/v1/query", calm);
  const ofBusy: ClientHttp2Stream[] = [];
  for (let count = 1; count <= 6; count += 1) {
    ofBusy.push(await ask(openSilently(url), "/v1/query", busy));
    await expect
      .poll(() => readMetric(url, "chaukas_unread_bytes"))
      .toBeGreaterThan((Math.min(count, 4) + 0.9) * megabyte);
  }
  await expect.poll(() => ofBusy.map(({ rstCode }) => rstCode)).toEqual([streamCut, streamCut, 0, 0, 0, 0]);
  expect(ofCalm.destroyed).toBe(false);
  expect(await readMetric(url, 'chaukas_limit_hits_total{limit="unread_bytes"}')).toBe(2);
  sessions.forEach((session) => void session.destroy());
  await expect.poll(() => readMetric(url, "chaukas_unread_bytes")).toBe(0);
});

it("counts unread answers of /metrics as well", async () => {
  server = await startServer({ port: 0, store: makeStorePath(), logLevel: "silent", maxUnreadBytes: 50_000 });
  const { url } = server;
  const session = openSilently(url);
  const streams: ClientHttp2Stream[] = [];
  for (let count = 0; count < 20; count += 1) {
    streams.push(await ask(session, "/metrics"));
  }
  expect(await readMetric(url, "chaukas_unread_bytes")).toBeLessThanOrEqual(50_000);
  await expect.poll(() => streams.filter(({ rstCode }) => rstCode === streamCut).length).toBeGreaterThan(10);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});
