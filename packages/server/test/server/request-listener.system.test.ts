// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import type { RunningServer, ServerConfig } from "@chaukas/server";
import { createKey, openStore, startServer } from "@chaukas/server";
import { afterEach, expect, it } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { openHttp2 } from "../http/call-http2.js";
import { exchangeBytes } from "../http/exchange-bytes.js";

let server: RunningServer | undefined;
afterEach(() => server?.close());

async function start(config: Partial<ServerConfig> = {}): Promise<RunningServer> {
  server = await startServer({ port: 0, store: makeStorePath(), logLevel: "silent", ...config });
  return server;
}

/** Sends a request over HTTP/2. Returns its status, or `reset` if it is no valid request to the protocol itself. */
async function getStatus(url: string, headers: Record<string, string>): Promise<unknown> {
  const session = await openHttp2(url);
  const stream = session.request({ ":path": "/healthz", ...headers });
  const [answer] = await once(stream, "response").catch(() => [{ ":status": "reset" }]);
  session.destroy();
  return answer[":status"];
}

it("refuses every form of another host while it has no keys", async () => {
  const { port, url } = await start();
  const ask = async (target: string, ...hosts: string[]) => {
    const lines = hosts.map((host) => `Host: ${host}\r\n`).join("");
    const answer = await exchangeBytes(port, `GET ${target} HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`);
    return Number(answer.split(" ")[1]);
  };
  for (const host of ["localhost", "LOCALHOST:1", "app.localhost", "127.0.0.9:50051", "[::1]:50051"]) {
    expect(await ask("/healthz", host), host).toBe(200);
  }
  for (const host of [
    "evil.example#.localhost",
    "evil.example/.localhost",
    "evil.example?.localhost",
    "evil.example\\.localhost",
    "evil.example@localhost",
    "evil.example:80.localhost",
    ".localhost",
    "",
  ]) {
    expect(await ask("/healthz", host), host).toBe(421);
  }
  expect(await ask("/healthz", "localhost", "evil.example"), "a second Host header").toBe(421);
  expect(await ask("http://evil.example/healthz", "localhost"), "a target that is a URL").toBe(421);
  for (const [authority, host] of [
    ["localhost", "evil.example"],
    ["evil.example", "localhost"],
    ["evil.example", "evil.example"],
    ["evil.example/.localhost", "localhost"],
    ["evil.example#.localhost", "localhost"],
  ] as const) {
    expect([421, "reset"], `${authority}, ${host}`).toContain(await getStatus(url, { ":authority": authority, host }));
  }
  expect(await getStatus(url, { ":authority": "localhost", host: "localhost:1" })).toBe(200);
});

it("answers HTTP/1.0 without a host, as load balancers send it", async () => {
  const { port } = await start();
  for (const path of ["/healthz", "/readyz", "/livez", "/metrics", "/v1/capabilities"]) {
    expect(await exchangeBytes(port, `GET ${path} HTTP/1.0\r\n\r\n`), path).toMatch(/^HTTP\/1\.1 200 /);
  }
  expect(await exchangeBytes(port, "GET /healthz HTTP/1.1\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
});

it("answers probes and metrics with any query, and tells liveness from readiness", async () => {
  const path = makeStorePath();
  const store = await openStore(path);
  let isLost = false;
  const check = () => (isLost ? Promise.reject(new Error("lost")) : store.check());
  server = await startServer({ port: 0, store: path, logLevel: "silent" }, { store: { ...store, check } });
  const { url } = server;
  const ask = async (target: string, method = "GET") => (await fetch(url + target, { method })).status;
  for (const target of [
    "/livez",
    "/livez?verbose",
    "/readyz",
    "/readyz?verbose=1",
    "/metrics?x",
    "/metrics?name[]=up",
  ]) {
    expect([await ask(target), await ask(target, "HEAD"), await ask(target, "DELETE")], target).toEqual([
      200, 200, 405,
    ]);
  }
  isLost = true;
  await expect.poll(() => ask("/readyz")).toBeGreaterThanOrEqual(500);
  expect([await ask("/livez"), await ask("/metrics?x")]).toEqual([200, 200]);
});

it("does not start for web pages of all origins without keys", async () => {
  const path = makeStorePath();
  await expect(start({ store: path, corsOrigins: ["https://app.example.com", "*"] })).rejects.toMatchObject({
    name: "ServerStartError",
    code: "keys_needed",
    message: expect.stringMatching(/^cors-origins: expected a list of origins, since the store has no keys, got \*/),
  });
  const store = await openStore(path);
  await createKey(store.keys, { tenantId: "acme" });
  await store.close();
  const { url } = await start({ store: path, corsOrigins: ["*"], corsHeaders: ["X-Request-Id"] });
  const headers = { origin: "https://any.example.com", "access-control-request-method": "POST" };
  const answer = await fetch(`${url}/v1/events`, { method: "OPTIONS", headers });
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-allow-headers")).toMatch(/traceparent, tracestate, baggage, X-Request-Id$/);
});
