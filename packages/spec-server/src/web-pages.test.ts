// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { request } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { postJson, serveEverywhere } from "../test/serve-everywhere.js";

const origin = "https://console.example.com";
const rpc = "/chaukas.spec.client.v1.ChaukasClientService/Healthz";
const preflight = { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } };

describe.each(["Node", "web"] as const)("CORS with the %s handler", (kind) => {
  it.each([rpc, "/v1/events"])("responds to preflights of listed origins at %s", async (path) => {
    const cors = { origins: [origin], allowedHeaders: ["X-Tenant"], maxAgeSeconds: 60 };
    const { fetches } = await serveEverywhere({ healthz() {} }, { cors });
    const response = await fetches[kind](path, preflight);
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "GET, HEAD, POST",
      "access-control-max-age": "60",
      vary: "origin",
    });
    const allowed = response.headers.get("access-control-allow-headers")?.toLowerCase().split(", ");
    expect(allowed).toEqual(
      expect.arrayContaining(["x-tenant", "authorization", "content-type", "connect-protocol-version"]),
    );
    expect(allowed, "headers of tracing").toEqual(expect.arrayContaining(["traceparent", "tracestate", "baggage"]));
    const other = { ...preflight, headers: { ...preflight.headers, origin: "https://evil.example.com" } };
    expect((await fetches[kind](path, other)).headers.has("access-control-allow-origin")).toBe(false);
  });

  it("lets pages of listed origins read responses and errors", async () => {
    const { fetches } = await serveEverywhere(
      { healthz() {} },
      { cors: { origins: [origin], exposedHeaders: ["X-Id"] } },
    );
    for (const [path, init, status] of [
      ["/healthz", {}, 200],
      ["/v1/stats", {}, 501],
      [rpc, postJson({}), 200],
    ] as const) {
      const response = await fetches[kind](path, {
        ...init,
        headers: { ...("headers" in init ? init.headers : {}), origin },
      });
      expect(response.status).toBe(status);
      expect(response.headers.get("access-control-allow-origin")).toBe(origin);
      expect(response.headers.get("access-control-expose-headers")).toMatch(/grpc-status.*Retry-After.*X-Id/i);
      expect((await fetches[kind](path, init)).headers.has("access-control-allow-origin")).toBe(false);
    }
  });

  it("may be open to all origins, and is off by default", async () => {
    const open = await serveEverywhere({ healthz() {} }, { cors: { origins: "*" } });
    const answer = await open.fetches[kind]("/healthz", { headers: { origin } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const closed = await serveEverywhere({ healthz() {} });
    expect((await closed.fetches[kind](rpc, preflight)).status).toBe(405);
    expect(
      (await closed.fetches[kind]("/healthz", { headers: { origin } })).headers.has("access-control-allow-origin"),
    ).toBe(false);
  });
});

describe("compression of responses", () => {
  const eventsByType = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`TYPE_${index}`, 1n]));
  const decoders = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync };

  it.each(["gzip", "br", "deflate"] as const)("uses %s if the caller requests it", async (encoding) => {
    const { http1 } = await serveEverywhere({ getEventStats: () => ({ eventsByType }) });
    const { headers, body } = await getRaw(`${http1}/v1/stats`, encoding);
    expect(headers).toMatchObject({ "content-encoding": encoding, vary: "accept-encoding" });
    expect(Object.keys(JSON.parse(decoders[encoding](body).toString()).events_by_type)).toHaveLength(200);
  });

  it.each(["identity", "gzip;q=0", "compress"])("is skipped if the caller requests %j", async (encoding) => {
    const { http1 } = await serveEverywhere({ getEventStats: () => ({ eventsByType }) });
    const { headers, body } = await getRaw(`${http1}/v1/stats`, encoding);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(Number(headers["content-length"])).toBe(body.length);
  });

  it("is skipped for small responses", async () => {
    const { http1 } = await serveEverywhere({ getEventStats: () => ({}) });
    expect((await getRaw(`${http1}/v1/stats`, "gzip")).headers["content-encoding"]).toBeUndefined();
  });
});

/** Unlike `fetch`, does not decompress the body. */
function getRaw(url: string, encoding: string) {
  return new Promise<{ headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    request(url, { headers: { "accept-encoding": encoding } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) {
        chunks.push(chunk);
      }
      resolve({ headers: response.headers, body: Buffer.concat(chunks) });
    })
      .on("error", reject)
      .end();
  });
}
