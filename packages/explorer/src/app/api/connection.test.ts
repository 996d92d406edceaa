// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterEach, expect, it, vi } from "vitest";
import { send } from "./connection.js";

const connection = { baseUrl: "https://audit.example.com", key: "", tenantId: "" };
const json = { headers: { "content-type": "application/json" } };

afterEach(() => {
  vi.unstubAllGlobals();
});

it("reads no more of an endless response than a page can hold", async () => {
  let chunks = 0;
  const chunk = new Uint8Array(16 * 1024 * 1024).fill(0x20);
  const body = new ReadableStream({
    pull(controller) {
      chunks++;
      controller.enqueue(chunk);
    },
  });
  vi.stubGlobal("fetch", async () => new Response(body, json));
  await expect(send(connection, "/v1/sessions?state=OPEN")).rejects.toThrow(
    "the response of https://audit.example.com to /v1/sessions cannot be read: expected at most 268435456 bytes, got more",
  );
  expect(chunks).toBeLessThan(20);
});

it("replaces no byte that is not UTF-8", async () => {
  vi.stubGlobal("fetch", async () => new Response(Uint8Array.of(0x22, 0xff, 0x22), json));
  await expect(send(connection, "/v1/stats")).rejects.toThrow("to /v1/stats cannot be read");
});

it("joins characters that come in two parts", async () => {
  const [first, second] = [Uint8Array.of(0x22, 0xc3), Uint8Array.of(0xa9, 0x22)];
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(first);
      controller.enqueue(second);
      controller.close();
    },
  });
  vi.stubGlobal("fetch", async () => new Response(body, json));
  expect(await send(connection, "/v1/stats")).toBe('"é"');
});

it("refuses a response of another type, and an error without a reason", async () => {
  vi.stubGlobal("fetch", async () => new Response("<h1>Sign in</h1>", { headers: { "content-type": "text/html" } }));
  await expect(send(connection, "/v1/stats")).rejects.toThrow(
    "expected application/json from https://audit.example.com, got text/html",
  );
  vi.stubGlobal("fetch", async () => new Response('{"detail":{}}', { status: 503, ...json }));
  await expect(send(connection, "/v1/stats")).rejects.toMatchObject({
    message: "the server answered with HTTP 503",
    status: 503,
  });
});

it("says that a response did not come in time, and leaves it to its caller to stop earlier", async () => {
  const late = AbortSignal.abort();
  vi.spyOn(AbortSignal, "timeout").mockReturnValueOnce(late);
  vi.stubGlobal("fetch", async (_: string, { signal }: RequestInit) => {
    signal?.throwIfAborted();
    return new Response("{}", json);
  });
  await expect(send(connection, "/v1/stats")).rejects.toThrow(
    "no complete response from https://audit.example.com within 5 minutes",
  );
  const stopped = AbortSignal.abort(new Error("stopped"));
  await expect(send(connection, "/v1/stats", { signal: stopped })).rejects.toThrow("stopped");
});
