// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { cutText } from "./cut-text.js";

it.each([
  ["short", "short"],
  ["exactly 10", "exactly 10"],
  ["more than 10", "more than…"],
  ["  a\n\n b\tc ", "a b c"],
  ["🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "🙂🙂🙂🙂🙂🙂🙂🙂🙂…"],
  [`a${" ".repeat(1000)}b`, "a…"],
])("cuts %j", (text, expected) => {
  expect(cutText(text, 10)).toBe(expected);
});
