// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGate, type GateOptions } from "./create-gate.js";

const open = (options: Partial<GateOptions>) =>
  createGate({ capacity: 1, maxWaiting: 100, refused: () => new Error("full"), ...options });

/** Runs everything that waits only for promises. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("a gate", () => {
  test("queues callers that do not fit, and admits them once there is room", async () => {
    const gate = open({ capacity: 2 });
    const leave = await gate.enter("acme");
    await gate.enter("acme");
    let entered = false;
    const third = gate.enter("acme").then(() => {
      entered = true;
    });
    await settle();
    expect([entered, gate.inside, gate.waiting]).toEqual([false, 2, 1]);
    leave();
    await third;
    expect([entered, gate.inside, gate.waiting]).toEqual([true, 2, 0]);
  });

  test("releases room once, however often it is left", async () => {
    const gate = open({});
    const leave = await gate.enter("acme");
    leave();
    leave();
    expect(gate.inside).toBe(0);
  });

  test("admits tenants in turn", async () => {
    const gate = open({});
    const order: string[] = [];
    const leave = await gate.enter("first");
    const calls = ["busy 1", "busy 2", "busy 3", "calm 1", "other 1", "calm 2"].map(async (name) => {
      const leaveAgain = await gate.enter(name.split(" ")[0] as string);
      order.push(name);
      leaveAgain();
    });
    leave();
    await Promise.all(calls);
    expect(order).toEqual(["busy 1", "calm 1", "other 1", "busy 2", "calm 2", "busy 3"]);
  });

  test("refuses callers if the queue is full, and a tenant that takes half of it", async () => {
    const gate = open({ maxWaiting: 4 });
    await gate.enter("busy");
    gate.enter("busy");
    gate.enter("busy");
    await expect(gate.enter("busy")).rejects.toThrow("full");
    gate.enter("calm");
    gate.enter("other");
    await expect(gate.enter("late")).rejects.toThrow("full");
    expect(gate.waiting).toBe(4);
  });

  test("queues no callers without places in the queue", async () => {
    const gate = open({ maxWaiting: 0 });
    await gate.enter("acme");
    await expect(gate.enter("acme")).rejects.toThrow("full");
  });

  test("removes callers that give up, and admits those behind them", async () => {
    const gate = open({ capacity: 3 });
    const giveUp = new AbortController();
    await gate.enter("acme", 2);
    const heavy = gate.enter("acme", 2, giveUp.signal);
    const light = gate.enter("acme", 1);
    giveUp.abort(new Error("gone"));
    await expect(heavy).rejects.toThrow("gone");
    await light;
    expect([gate.inside, gate.waiting]).toEqual([3, 0]);
    await expect(gate.enter("acme", 1, giveUp.signal)).rejects.toThrow("gone");
  });

  test("admits a caller that exceeds the capacity on its own", async () => {
    const gate = open({ capacity: 10 });
    const leave = await gate.enter("acme", 1000);
    expect(gate.inside).toBe(10);
    leave();
    expect(gate.inside).toBe(0);
  });

  test("never exceeds its capacity, and admits every caller that is not refused and waits", async () => {
    const call = fc.record({
      tenantId: fc.constantFrom("a", "b", "c"),
      weight: fc.integer({ min: 1, max: 12 }),
      turns: fc.nat(4),
      givesUp: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 40 }), fc.integer({ min: 1, max: 10 }), async (calls, capacity) => {
        const gate = open({ capacity, maxWaiting: 10 });
        const ends = calls.map(async ({ tenantId, weight, turns, givesUp }) => {
          const giveUp = new AbortController();
          const entered = gate.enter(tenantId, weight, giveUp.signal);
          if (givesUp) {
            setImmediate(() => giveUp.abort());
          }
          try {
            const leave = await entered;
            expect(gate.inside).toBeLessThanOrEqual(capacity);
            for (let turn = 0; turn < turns; turn += 1) {
              await settle();
            }
            leave();
          } catch (error) {
            expect(error).toSatisfy((thrown: Error) => thrown.message === "full" || thrown.name === "AbortError");
          }
        });
        await Promise.all(ends);
        expect([gate.inside, gate.waiting]).toEqual([0, 0]);
      }),
      { numRuns: 50 },
    );
  });
});
