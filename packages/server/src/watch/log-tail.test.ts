// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { Code } from "@connectrpc/connect";
import { beforeEach, expect, test } from "vitest";
import type { StoredEvent } from "../store/contract/event-store.js";
import { createLogTail, type TailReader } from "./log-tail.js";

const event = create(EventSchema);
const { signal } = new AbortController();

let log: StoredEvent[];
let reads: number[];
let told: string[];
let failure: Error | undefined;
beforeEach(() => {
  log = [];
  reads = [];
  told = [];
  failure = undefined;
});

function grow(count: number): void {
  log.push(...Array.from({ length: count }, (_, index) => ({ sequence: log.length + index, event })));
}

function openTail(times: { pollMs?: number; patienceMs?: number } = {}) {
  return createLogTail({
    async read(from) {
      reads.push(from);
      if (failure !== undefined) {
        throw failure;
      }
      return log.slice(from, from + 3);
    },
    from: 0,
    onEnd: () => told.push("end"),
    onSlow: () => told.push("slow"),
    ...{ pollMs: 60_000, pauseMs: 0, patienceMs: 60_000, ...times },
  });
}

async function take(reader: TailReader, count: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count) {
    const next = await reader.next(60_000, signal);
    taken.push(...(next === undefined ? [] : [next.sequence]));
  }
  return taken;
}

const upTo = (end: number, from = 0) => Array.from({ length: end - from }, (_, index) => from + index);

test("every reader gets every event once, in order, from one read of the log", async () => {
  const tail = openTail();
  const readers = [tail.join(0), tail.join(0), tail.join(0)];
  grow(10);
  tail.noteGrowth();
  expect(await Promise.all(readers.map((reader) => take(reader, 10)))).toEqual([upTo(10), upTo(10), upTo(10)]);
  // The end is looked at again; no other part is read twice.
  expect(reads.filter((from) => from > 0 && from < 10)).toEqual([3, 6, 9]);
});

test("a reader that has read further by itself gets what follows", async () => {
  const tail = openTail();
  grow(7);
  const [first, ahead] = [tail.join(0), tail.join(5)];
  expect(await Promise.all([take(first, 7), take(ahead, 2)])).toEqual([upTo(7), [5, 6]]);
});

test("growth of which nothing is heard is found by looking", async () => {
  const tail = openTail({ pollMs: 10 });
  const reader = tail.join(0);
  await expect.poll(() => reads.length).toBeGreaterThan(2);
  grow(1);
  expect(await take(reader, 1)).toEqual([0]);
});

test("the others wait for a reader, but not for ever, and it is told why it ends", async () => {
  const tail = openTail({ patienceMs: 100 });
  const [slow, quick] = [tail.join(0), tail.join(0)];
  grow(10);
  tail.noteGrowth();
  const quickly = take(quick, 10);
  expect(await take(slow, 1)).toEqual([0]);
  const began = performance.now();
  expect(await quickly).toEqual(upTo(10));
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(told).toEqual(["slow"]);
  await expect(slow.next(0, signal)).rejects.toMatchObject({
    code: Code.ResourceExhausted,
    rawMessage: "watch: events come faster than they are read; go on with the last resume_token",
  });
});

test("a tail ends with its last reader", async () => {
  const tail = openTail({ pollMs: 5 });
  const readers = [tail.join(0), tail.join(0)];
  readers[0]?.leave();
  expect(told).toEqual([]);
  readers[1]?.leave();
  readers[1]?.leave();
  expect(told).toEqual(["end"]);
  const before = reads.length;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(reads.length - before).toBeLessThanOrEqual(1);
});

test("a failure of the store reaches all readers", async () => {
  const tail = openTail();
  const readers = [tail.join(0), tail.join(0)];
  failure = new Error("no store");
  const waiting = readers.map((reader) => expect(reader.next(60_000, signal)).rejects.toThrow("no store"));
  tail.noteGrowth();
  await Promise.all(waiting);
  expect(told).toEqual(["end"]);
});

test("a wait ends after its time, and with its signal", async () => {
  const reader = openTail().join(0);
  expect(await reader.next(5, signal)).toBeUndefined();
  const abort = new AbortController();
  const waiting = reader.next(60_000, abort.signal);
  abort.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
});
