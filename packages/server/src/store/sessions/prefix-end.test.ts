// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { expect, it } from "vitest";
import { prefixEnd } from "./prefix-end.js";

it.each([
  ["a", "b"],
  ["session-9", "session-:"],
  ["a\u{10ffff}", "b"],
  ["a\u{10ffff}\u{10ffff}", "b"],
  ["\ud7ff", "\ue000"],
  ["\uffff", "\u{10000}"],
  ["é", "ê"],
])("ends the texts that begin with %j at %j", (prefix, end) => {
  expect(prefixEnd(prefix)).toBe(end);
});

it("has no end for texts that begin with nothing or with the last characters", () => {
  expect(prefixEnd("")).toBeUndefined();
  expect(prefixEnd("\u{10ffff}\u{10ffff}")).toBeUndefined();
});

it("separates the texts that begin with a prefix from all beyond, in the order of code points", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "\u0001", "\ud7ff", "\ue000", "\uffff", "\u{10ffff}") });
  const compare = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  fc.assert(
    fc.property(text, text, fc.boolean(), (prefix, rest, isPrefixed) => {
      const tested = isPrefixed ? prefix + rest : rest;
      const end = prefixEnd(prefix);
      const isWithin = compare(tested, prefix) >= 0 && (end === undefined || compare(tested, end) < 0);
      expect(isWithin).toBe(tested.startsWith(prefix));
    }),
    { numRuns: 2_000 },
  );
});
