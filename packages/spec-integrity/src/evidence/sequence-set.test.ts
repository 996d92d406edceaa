// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { createSequenceSet } from "../index.ts";

it("contains what was added, once, and finds members in order", () => {
  const set = createSequenceSet();
  const members = [0, 7, 8, 4095, 4096, 1_000_000, Number.MAX_SAFE_INTEGER - 1];
  for (const sequence of [...members].reverse().concat(7, 0)) {
    set.add(sequence);
  }
  expect(set.size).toBe(members.length);
  expect([0, 1, 4095, 4097, 1_000_000, Number.MAX_SAFE_INTEGER].map(set.has)).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
  ]);
  expect([0, 1, 9, 4096].map(set.next)).toEqual([0, 7, 4095, 4096]);
});

it("has no member after the last one", () => {
  const set = createSequenceSet();
  expect(set.next(0)).toBeUndefined();
  set.add(5000);
  expect([set.next(4097), set.next(5000), set.next(5001), set.next(9000)]).toEqual([5000, 5000, undefined, undefined]);
});

it("takes sequences from claims that nothing bounds", () => {
  expect([-1, 0.5, Number.NaN, 2 ** 64].map(createSequenceSet().has)).toEqual([false, false, false, false]);
});
