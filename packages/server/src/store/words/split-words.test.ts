// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { expect, test } from "vitest";
import { splitWords } from "./split-words.js";

test("words are runs of letters, marks and digits in lower case", () => {
  expect(splitWords("Refund-policy: 30 days, see https://example.com/a_b")).toEqual([
    "refund",
    "policy",
    "30",
    "days",
    "see",
    "https",
    "example",
    "com",
    "a",
    "b",
  ]);
  expect(splitWords("東京 नमस्ते")).toEqual(["東京", "नमस्ते"]);
  expect(splitWords("\u0000 !? \u{1F680}")).toEqual([]);
});

test.each([
  ["Straße", "STRASSE"],
  ["STRASSE", "STRA\u1E9EE"],
  ["ΟΔΟΣ", "οδος"],
  ["ﬁle", "FILE"],
  ["é", "e\u0301"],
  ["１２３", "123"],
])("%j and %j are the same word", (one, other) => {
  expect(splitWords(one)).toEqual(splitWords(other));
  expect(splitWords(one)).toHaveLength(1);
});

test("a word is cut after 256 code points", () => {
  expect(splitWords("x".repeat(10_000))).toEqual(["x".repeat(256)]);
  expect(splitWords("𝒳".repeat(300))).toEqual(["x".repeat(256)]);
  expect(splitWords("𐐨".repeat(300))).toEqual(["𐐨".repeat(256)]);
});

test("splitting words again does not change them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const words = splitWords(text);
      expect(splitWords(words.join(" "))).toEqual(words);
    }),
  );
});
