// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { beforeEach, expect, test } from "vitest";
import type { CursorStore } from "../store/contract/cursor-store.js";
import { createLease } from "./create-lease.js";

let nowMs: number;
let cursors: CursorStore;
beforeEach(() => {
  nowMs = 1_000_000;
  const values = new Map<string, string>();
  cursors = {
    read: async (name) => values.get(name),
    async replace(name, before, value) {
      const isSame = values.get(name) === before;
      if (isSame) {
        values.set(name, value);
      }
      return isSame;
    },
  };
});

function leaseOf(owner: string) {
  return createLease(cursors, "log", { owner, durationMs: 60_000, now: () => nowMs });
}

const lost = { name: "LeaseLostError", message: "forwarding: another server has taken the log over" };

test("one server has the lease of a log at a time, until it releases it", async () => {
  const [one, other] = [leaseOf("one"), leaseOf("other")];
  expect(await one.take()).toMatchObject({ position: { next: 0, open: 0 }, isNew: true });
  expect(await one.take()).toMatchObject({ isNew: false });
  expect(await other.take()).toBeUndefined();
  await one.advance({ next: 7, open: 3 });
  await one.release();
  expect(await other.take()).toMatchObject({ position: { next: 7, open: 3 }, isNew: true });
  expect(await one.take()).toBeUndefined();
});

test("another server takes over once the lease has ended, and the first one notices", async () => {
  const [one, other] = [leaseOf("one"), leaseOf("other")];
  await one.take();
  nowMs += 59_999;
  expect(await other.take()).toBeUndefined();
  nowMs += 1;
  expect(await other.take()).toMatchObject({ isNew: true });
  await expect(one.keep()).rejects.toMatchObject(lost);
  await expect(one.advance({ next: 1, open: 1 })).rejects.toMatchObject(lost);
  expect(await one.take()).toBeUndefined();
  await other.advance({ next: 2, open: 2 });
});

test("a lease is extended while it is kept", async () => {
  const [one, other] = [leaseOf("one"), leaseOf("other")];
  await one.take();
  for (let minute = 0; minute < 5; minute++) {
    nowMs += 50_000;
    await one.keep();
  }
  expect(await other.take()).toBeUndefined();
});

test("two servers that ask at the same time do not both get it", async () => {
  const taken = await Promise.all(["a", "b", "c"].map((owner) => leaseOf(owner).take()));
  expect(taken.filter(Boolean)).toHaveLength(1);
});

test.each(["", "{}", '{"next":1.5,"open":0,"owner":"a","untilMs":0}', "[]"])(
  "refuses the position %s",
  async (value) => {
    await cursors.replace("log", undefined, value);
    await expect(leaseOf("one").take()).rejects.toThrow(
      value === "" ? "JSON" : `expected a position of forwarding, got ${value}`,
    );
  },
);
