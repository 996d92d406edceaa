// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { escapeUnprintable } from "./show-unprintable.js";

it.each([
  ["abc\u202edlrow", "abc\\u202edlrow"],
  ["a\u200bb\u2060c\ufeffd", "a\\u200bb\\u2060c\\ufeffd"],
  ["\u0000\u001b[2J\u0085", "\\u0000\\u001b[2J\\u0085"],
  ["half \ud83d", "half \\ud83d"],
  ["tag \u{e0041}", "tag \\udb40\\udc41"],
])("shows %j as %s", (text, shown) => {
  expect(escapeUnprintable(text)).toBe(shown);
});

it.each(["one\n\ttwo\r\n", "שלום مرحبا", "👩\u200d💻 می\u200cخواهم", "naïve – “quoted” €\u00a05"])(
  "leaves %j",
  (text) => {
    expect(escapeUnprintable(text)).toBe(text);
  },
);
