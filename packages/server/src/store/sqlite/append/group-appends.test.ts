// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import type { NewEvent } from "../../contract/new-event.js";
import { groupAppends } from "./group-appends.js";

/** Replaces the writer thread, and records the number of events in each transaction. */
function createWriter(outcome: (index: number) => number = () => 0) {
  const sizes: number[] = [];
  let fail: Error | undefined;
  return {
    sizes,
    failWith(error: Error | undefined) {
      fail = error;
    },
    async write(written: readonly NewEvent[]) {
      sizes.push(written.length);
      await setTimeout(1);
      if (fail !== undefined) {
        throw fail;
      }
      return Uint8Array.from(written, (_, index) => outcome(index));
    },
  };
}

const events = (count: number) => Array.from({ length: count }, () => makeNewEvent());

test("calls that arrive while others are being written share a transaction, and each gets its own outcomes", async () => {
  const writer = createWriter((index) => index % 3);
  const append = groupAppends(writer.write);
  const outcomes = await Promise.all([1, 1, 2, 3].map((count) => append(events(count))));
  expect(writer.sizes).toEqual([1, 6]);
  const [first, second, third, fourth] = outcomes.map((call) => call.map(({ status }) => status));
  expect(first).toEqual(["accepted"]);
  expect(second).toEqual(["accepted"]);
  expect(third).toEqual(["duplicate", "conflict"]);
  expect(fourth).toEqual(["accepted", "duplicate", "conflict"]);
});

test("a transaction is bounded, except for a single call", async () => {
  const writer = createWriter();
  const append = groupAppends(writer.write);
  await Promise.all([1, 3000, 1000, 3000, 5000].map((count) => append(events(count))));
  expect(writer.sizes).toEqual([1, 4000, 3000, 5000]);
});

test("a failed transaction rejects its own calls and no others", async () => {
  const writer = createWriter();
  const append = groupAppends(writer.write);
  writer.failWith(new Error("no room"));
  const calls = [append(events(1)), append(events(1)), append(events(1)), append(events(1))];
  await Promise.all(calls.map((call) => expect(call).rejects.toThrow("no room")));
  writer.failWith(undefined);
  expect(await append(events(1))).toEqual([{ status: "accepted" }]);
});
