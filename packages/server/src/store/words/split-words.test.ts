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

test("runs in scripts without spaces are words of their own, with their marks", () => {
  expect(splitWords("请退款order4711给客户")).toEqual(["请退款", "order4711", "给客户"]);
  expect(splitWords("5G网络、第3条")).toEqual(["5g", "网络", "第", "3", "条"]);
  expect(splitWords("カード ｶｰﾄﾞ ヵ〆切 人々")).toEqual(["カード", "カード", "ヵ〆切", "人々"]);
  expect(splitWords("เงิน ប្រាក់ ငွေ ເງິນ")).toEqual(["เงิน", "ប្រាក់", "ငွေ", "ເງິນ"]);
  expect(splitWords("か\u309a\u0301 e\u0301か")).toEqual(["か\u309a\u0301", "é", "か"]);
  expect(splitWords("𠮷野家𠮷 𛀀")).toEqual(["𠮷野家𠮷", "𛀀"]);
  expect(splitWords("한국어 \u1112\u1161\u11ab글")).toEqual(["한국어", "한글"]);
});

test.each([
  ["a zero-width space", "ប្រាក់\u200bវិញ", "ប្រាក់វិញ"],
  ["a zero-width joiner", "葛\u200d城", "葛城"],
  ["a selector of a variant", "葛\u{e0100}城", "葛城"],
  ["a selector at the end", "城\ufe00", "城"],
  ["half-width voicing", "ﾊﾞｽ", "バス"],
  ["decomposed voicing", "ハ\u3099ス", "バス"],
  ["a compatibility character", "神\ufa19㍿", "神神株式会社"],
])("%s does not separate letters in such scripts", (_, one, other) => {
  expect(splitWords(one)).toEqual([other]);
});

test("runs in scripts without spaces are not cut", () => {
  expect(splitWords("退".repeat(1_000))).toEqual(["退".repeat(1_000)]);
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
