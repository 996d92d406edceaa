// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { expect, test } from "vitest";
import { fromColumnText, toColumnText } from "./column-text.js";

const control = fc.string({ unit: fc.constantFrom("\u0000", "\u0001", "\u0002", "a", "é", "\u{1F680}") });

test("column text contains no U+0000, and is converted back to the original text", () => {
  fc.assert(
    fc.property(fc.oneof(control, fc.string({ unit: "binary" })), (text) => {
      expect(toColumnText(text)).not.toContain("\u0000");
      expect(fromColumnText(toColumnText(text))).toBe(text.toWellFormed());
    }),
  );
});

test("column texts have the same order as the original texts", () => {
  fc.assert(
    fc.property(control, control, (one, other) => {
      const before = Buffer.compare(Buffer.from(one), Buffer.from(other));
      expect(Buffer.compare(Buffer.from(toColumnText(one)), Buffer.from(toColumnText(other)))).toBe(before);
    }),
  );
});

test("lone surrogates become U+FFFD, as they do in the binary form of an event", () => {
  expect(toColumnText("a\uD800b")).toBe("a\uFFFDb");
});
