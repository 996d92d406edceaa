// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { expect, test } from "vitest";
import { collectWords } from "./collect-words.js";
import { joinWords } from "./join-words.js";

const eventOf = (...tags: string[]): Event => create(EventSchema, { tags });

function expectSame(event: Event): void {
  expect(joinWords(event)).toBe(collectWords(event).join(" "));
}

test("joined words are those of the event", () => {
  fc.assert(fc.property(arbitraryMessage(EventSchema), (event) => expectSame(event as Event)));
  const ascii = fc.string({ unit: fc.constantFrom("a", "B", "b", "0", " ", "\n", "-", "~", "\u0000") });
  fc.assert(
    fc.property(fc.array(ascii, { maxLength: 20 }), (tags) => expectSame(eventOf(...tags))),
    { numRuns: 500 },
  );
});

test.each<[string, string[]]>([
  ["no strings", []],
  ["no words", ["", " - ", "\n"]],
  ["words in several strings, which they do not span", ["ab", "cd ab", "abcd", "AB Cd"]],
  ["every character of ASCII", [String.fromCharCode(...Array(128).keys())]],
  ["long words that are the same up to their limit", ["x".repeat(256), "x".repeat(257), `${"x".repeat(300)} x`]],
  ["letters beyond ASCII", ["Straße", "STRASSE a", "東京"]],
  ["many words", [Array.from({ length: 3000 }, (_, index) => `w${index} w${index % 7}`).join(" ")]],
  ["many words of one letter each", [Array.from({ length: 8000 }, (_, index) => index.toString(36)).join(",")]],
  ["more than 16 KiB", ["a b ".repeat(4095), "c", "d".repeat(5)]],
])("%s", (_, tags) => {
  expectSame(eventOf(...tags));
  expectSame(eventOf("before", ...tags));
  expectSame(eventOf(...tags));
});

test("words that all have the same hash are joined all the same", () => {
  // In a polynomial of 31, "an" and "c0" are equal.
  const words = Array.from({ length: 512 }, (_, index) =>
    Array.from({ length: 9 }, (_, bit) => ((index >> bit) & 1 ? "an" : "c0")).join(""),
  );
  expectSame(eventOf(words.slice(0, 20).join(" "), words.slice(0, 20).join(" ")));
  expectSame(eventOf(words.join(" "), words.join(" ")));
});
