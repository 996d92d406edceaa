// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { expect, it } from "vitest";
import { makeTrail, makeTrailEvent } from "../../test/make-trail.ts";
import { bytesFromHex } from "../encoding/hex.ts";
import { createCompactRange } from "../tree/compact-range.ts";
import type { ExportedRecord } from "./export-format.ts";
import { appendRun, startRun } from "./trail-run.ts";

const trail = makeTrail(Array.from({ length: 70 }, (_, index) => makeTrailEvent(index)));

function runOf(records: readonly ExportedRecord[]) {
  const [first, ...rest] = records;
  const run = startRun(first ?? expect.unreachable());
  rest.forEach(({ leaf }) => void run.add(leaf));
  return run.end();
}

it("grows the tree as its leaves one by one do", () => {
  const bound = fc.integer({ min: 0, max: trail.length });
  fc.assert(
    fc.property(bound, bound, (one, other) => {
      const [from, end] = [Math.min(one, other), Math.max(one, other)];
      const [byLeaf, byRun] = [createCompactRange(), createCompactRange()];
      for (const { leaf, sequence } of trail.slice(0, end)) {
        byLeaf.append(bytesFromHex(leaf));
        if (sequence < from) {
          byRun.append(bytesFromHex(leaf));
        }
      }
      if (from < end) {
        appendRun(byRun, runOf(trail.slice(from, end)));
      }
      expect(byRun.state()).toEqual(byLeaf.state());
    }),
  );
});

it("refuses hashes of another number of subtrees", () => {
  const run = runOf(trail.slice(0, 3));
  const shorter = { ...run, subtrees: run.subtrees.slice(32), count: 2 };
  const longer = { ...run, count: 2 };
  expect(() => appendRun(createCompactRange(), { ...shorter, count: 3 })).toThrow(
    "expected 64 bytes of subtrees, got 32",
  );
  expect(() => appendRun(createCompactRange(), longer)).toThrow("expected 32 bytes of subtrees, got 64");
});
