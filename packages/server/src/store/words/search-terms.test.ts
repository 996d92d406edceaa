// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { expect, test } from "vitest";
import { toIndexedTerms, toSearchTerms } from "./search-terms.js";
import { splitWords } from "./split-words.js";
import { isUnspaced } from "./unspaced-runs.js";

test("a word is one term; a run in scripts without spaces also has its characters and pairs", () => {
  expect(toIndexedTerms(["refund", "请退款", "给", "客户"])).toEqual([
    ...["refund"],
    ...["请退款", "请", "退", "请退", "款", "退款"],
    ...["给", "给"],
    ...["客户", "客", "户", "客户"],
  ]);
  expect(toIndexedTerms(["𠮷野"])).toEqual(["𠮷野", "𠮷", "野", "𠮷野"]);
  const words = ["refund", "köln"];
  expect(toIndexedTerms(words)).toBe(words);
});

test("a query finds one or two characters by a term, and more of them by their pairs and a phrase", () => {
  expect(toSearchTerms("Refund 款")).toEqual({ words: ["refund", "款"], phrases: [] });
  expect(toSearchTerms("退款 退款")).toEqual({ words: ["退款"], phrases: [] });
  expect(toSearchTerms("order4711请退款")).toEqual({ words: ["order4711", "请退", "退款"], phrases: ["请退款"] });
  expect(toSearchTerms("?!")).toEqual({ words: [], phrases: [] });
});

const letters = fc.string({
  unit: fc.constantFrom("退", "款", "𠮷", "か", "\u309a", "ง", "ิ", "a", "1", " "),
  maxLength: 600,
});

test("every part of a text is found, up to any length", () => {
  fc.assert(
    fc.property(letters, fc.nat(), fc.nat(), (text, start, length) => {
      const [word = ""] = splitWords(text);
      const characters = Array.from(word);
      const from = start % Math.max(1, characters.length);
      const part = isUnspaced(word) ? characters.slice(from, from + 1 + (length % 400)).join("") : word;
      const terms = toIndexedTerms(splitWords(text));
      // A query does not begin with the mark of a letter before it.
      const { words, phrases } = toSearchTerms(isUnspaced(word) ? part.replace(/^\u309a+/, "") : part);
      expect(words.filter((term) => !terms.includes(term))).toEqual([]);
      expect(phrases.filter((phrase) => !terms.some((term) => term.includes(phrase)))).toEqual([]);
    }),
  );
});

test("what is found is a part of a run", () => {
  fc.assert(
    fc.property(
      letters,
      fc.string({ unit: fc.constantFrom("退", "款", "𠮷"), minLength: 1, maxLength: 5 }),
      (text, part) => {
        const terms = toIndexedTerms(splitWords(text));
        const { words, phrases } = toSearchTerms(part);
        const isFound =
          words.every((word) => terms.includes(word)) &&
          phrases.every((phrase) => terms.some((term) => term.includes(phrase)));
        expect(isFound).toBe(splitWords(text).some((word) => word.includes(part)));
      },
    ),
  );
});

test("terms are short enough for the indexes of databases", () => {
  const longest = Math.max(...toIndexedTerms(["𠮷".repeat(5_000)]).map((term) => Buffer.byteLength(term)));
  expect(longest).toBe(4 * 256);
});
