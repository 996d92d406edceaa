// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import type { AppendOutcome } from "../../contract/event-store.js";
import { StoreError } from "../../contract/store-error.js";
import { groupAppends } from "./group-appends.js";
import { type PreparedEvent, prepareEvent } from "./prepare-event.js";

const limits = { maxEvents: 5, maxBytes: 1_000_000 };
const batch = (...eventIds: string[]) => eventIds.map((eventId) => prepareEvent(makeNewEvent({ eventId }), true));

/** Stores in memory, and fails for groups with an event whose id is an error code. */
function createRecorder() {
  const groups: string[][] = [];
  return {
    groups,
    async store(events: readonly PreparedEvent[]): Promise<AppendOutcome[]> {
      const ids = events.map(({ event }) => event.eventId);
      groups.push(ids);
      await new Promise(setImmediate);
      for (const code of ["corrupt", "unavailable"] as const) {
        if (ids.includes(code)) {
          throw new StoreError(code, `failed: ${code}`);
        }
      }
      return ids.map((id) => ({ status: id.startsWith("dup") ? "duplicate" : "accepted" }));
    },
  };
}

it("stores concurrent calls together, and returns to each its own outcomes", async () => {
  const { groups, store } = createRecorder();
  const { append } = groupAppends(store, limits);
  const outcomes = await Promise.all([append(batch("a", "dup-b")), append(batch("c")), append(batch("dup-d"))]);
  expect(groups).toEqual([["a", "dup-b", "c", "dup-d"]]);
  expect(outcomes.map((list) => list.map(({ status }) => status))).toEqual([
    ["accepted", "duplicate"],
    ["accepted"],
    ["duplicate"],
  ]);
});

it("keeps groups within their limits, except for a single call that exceeds them", async () => {
  const { groups, store } = createRecorder();
  const { append } = groupAppends(store, limits);
  await Promise.all([
    append(batch("1", "2", "3")),
    append(batch("4", "5", "6")),
    append(batch(..."abcdefgh")),
    append(batch("z")),
  ]);
  expect(groups.map((group) => group.join(""))).toEqual(["123", "456", "abcdefgh", "z"]);

  const small = createRecorder();
  const bytes = groupAppends(small.store, { maxEvents: 100, maxBytes: 1 });
  await Promise.all([bytes.append(batch("a")), bytes.append(batch("b"))]);
  expect(small.groups).toEqual([["a"], ["b"]]);
});

it("stores each call separately if a group fails because of its content", async () => {
  const { groups, store } = createRecorder();
  const { append } = groupAppends(store, limits);
  const results = await Promise.allSettled([append(batch("a")), append(batch("corrupt")), append(batch("b"))]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(results[1]).toMatchObject({ reason: { code: "corrupt", message: "failed: corrupt" } });
  expect(groups).toEqual([["a", "corrupt", "b"], ["a"], ["corrupt"], ["b"]]);
});

it("rejects all calls of a group at once if the store is unavailable, and continues with the next group", async () => {
  const { groups, store } = createRecorder();
  const { append } = groupAppends(store, limits);
  const results = await Promise.allSettled([append(batch("a")), append(batch("unavailable"))]);
  expect(results).toMatchObject([{ reason: { code: "unavailable" } }, { reason: { code: "unavailable" } }]);
  expect(groups).toHaveLength(1);
  expect(await append(batch("b"))).toEqual([{ status: "accepted" }]);
});

it("is drained once every call has its outcome", async () => {
  const { groups, store } = createRecorder();
  const { append, drain } = groupAppends(store, limits);
  await drain();
  const calls = [append(batch("1", "2", "3")), append(batch("4", "5", "6"))];
  await drain();
  expect(groups).toHaveLength(2);
  await Promise.all(calls);
});
