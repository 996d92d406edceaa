// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createDelivery } from "./create-delivery.js";
import type { SendResult } from "./queued-event.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const event = { id: "e", sessionId: "s", bytes: new Uint8Array(10) };

it.each<[string, SendResult]>([
  ["asks for no pause", { kind: "retry", fault: new Error("away"), afterMs: 0 }],
  ["takes the batch, but not its event", { kind: "stored", refused: new Map(), retry: [0] }],
])("calls a server less and less that %s", async (_, result) => {
  let calls = 0;
  const send = async () => {
    calls++;
    return result;
  };
  const ignore = () => {};
  const delivery = createDelivery(
    { send },
    {
      batch: { maxEvents: 10, maxBytes: 1000, delayMs: 1 },
      queue: { maxBytes: 1000, maxSpoolBytes: 0, whenFull: "drop-newest" },
      retry: { initialDelayMs: 100, maxDelayMs: 10_000 },
      onRefused: ignore,
      onFault: ignore,
      onRoom: ignore,
      onWork: ignore,
    },
  );
  delivery.add(event);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toBeGreaterThan(2);
  expect(calls).toBeLessThan(80);
  expect(delivery.stop()).toEqual([event]);
});
