// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout } from "node:timers/promises";
import { type ChaukasClientOptions, ChaukasClientService, createChaukasClient } from "@chaukas/spec-client";
import { serveHttp1 } from "@chaukas/testdata";
import { Code, ConnectError } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCallSlots } from "./create-call-slots.js";

/** Serves IngestEvent, refusing calls with Retry-After while `max` others are processed, and at least one call. */
async function serve({ max = Number.POSITIVE_INFINITY, retryAfter = "0", delayMs = 1 } = {}) {
  const seen = { inFlight: 0, most: 0, refused: 0, stored: new Set<string>() };
  const routes = connectNodeAdapter({
    routes: (router) =>
      router.rpc(ChaukasClientService.method.ingestEvent, async ({ event }) => {
        if (seen.inFlight >= max) {
          seen.refused++;
          throw new ConnectError("too many calls", Code.ResourceExhausted, { "Retry-After": retryAfter });
        }
        seen.most = Math.max(seen.most, ++seen.inFlight);
        do {
          await setTimeout(delayMs);
        } while (Number.isFinite(max) && seen.refused === 0);
        seen.inFlight--;
        seen.stored.add(event?.eventId ?? "");
        return { status: "accepted" };
      }),
  });
  const server = await serveHttp1(routes);
  onTestFinished(() => server.close());
  const ingest = (count: number, prefix: string, options: ChaukasClientOptions = {}) => {
    const client = createChaukasClient({ baseUrl: server.url, ...options });
    const calls = Array.from({ length: count }, (_, index) =>
      client.ingestEvent({ event: { eventId: `${prefix}-${index}` } }),
    );
    return Promise.allSettled(calls);
  };
  return { seen, ingest };
}

function failures(results: readonly PromiseSettledResult<unknown>[]) {
  return results.filter(({ status }) => status === "rejected");
}

describe("calls at once", () => {
  it("are bounded by the option, and all succeed", async () => {
    const { seen, ingest } = await serve();
    expect(failures(await ingest(120, "a", { maxConcurrentCalls: 5 }))).toEqual([]);
    expect(seen.stored.size).toBe(120);
    expect(seen.most).toBeLessThanOrEqual(5);
    expect(seen.most).toBeGreaterThan(1);
  });

  it("are bounded by 64 by default", async () => {
    const { seen, ingest } = await serve();
    expect(failures(await ingest(100, "a"))).toEqual([]);
    expect(seen.most).toBeLessThanOrEqual(64);
  });

  it("spend no timeout while they wait for their turn", async () => {
    const { ingest } = await serve({ delayMs: 20 });
    expect(failures(await ingest(100, "a", { maxConcurrentCalls: 1, timeoutMs: 1500 }))).toEqual([]);
  });

  it("of several clients all succeed at a server that has room for fewer", async () => {
    const { seen, ingest } = await serve({ max: 8 });
    const results = await Promise.all(["a", "b", "c"].map((prefix) => ingest(60, prefix)));
    expect(failures(results.flat())).toEqual([]);
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.stored.size).toBe(180);
  });

  it("are refused to the caller if retries are off", async () => {
    const { ingest } = await serve({ max: 0 });
    const [result] = await ingest(1, "a", { retry: false });
    expect(result).toMatchObject({ status: "rejected", reason: { code: Code.ResourceExhausted } });
  });

  it("are refused to the caller when the server has no room within the timeout", async () => {
    const { ingest } = await serve({ max: 0, retryAfter: "1" });
    const [result] = await ingest(1, "a", { timeoutMs: 500 });
    expect(result).toMatchObject({ status: "rejected", reason: { code: Code.ResourceExhausted } });
  });
});

describe("createCallSlots", () => {
  it("leaves the queue of a call that is aborted", async () => {
    const slots = createCallSlots(1);
    await slots.acquire(undefined);
    const controller = new AbortController();
    const aborted = slots.acquire(controller.signal);
    const next = slots.acquire(undefined);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ code: Code.Canceled });
    await expect(slots.acquire(controller.signal)).rejects.toMatchObject({ code: Code.Canceled });
    slots.release();
    await expect(next).resolves.toBeUndefined();
  });

  it("halves the slots when a call is refused, and returns to the maximum", async () => {
    const slots = createCallSlots(4);
    await Promise.all([1, 2, 3, 4].map(() => slots.acquire(undefined)));
    slots.narrow();
    let started = 0;
    const waiting = [1, 2, 3, 4].map(() => slots.acquire(undefined).then(() => started++));
    for (let count = 0; count < 3; count++) {
      slots.release();
      await Promise.resolve();
    }
    expect(started).toBe(1);
    for (let count = 0; count < 20; count++) {
      slots.widen();
    }
    slots.release();
    await Promise.all(waiting.slice(0, 3));
    slots.release();
    await Promise.all(waiting);
  });
});

it.each([0, 0.5, -1, Number.NaN, "8"])("rejects the maximum of calls %j", (maxConcurrentCalls) => {
  const options = { baseUrl: "http://127.0.0.1", maxConcurrentCalls: maxConcurrentCalls as number };
  expect(() => createChaukasClient(options)).toThrow("[invalid_option] maxConcurrentCalls: expected a number");
});
