// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { isEmptyRange } from "./time-bounds.js";

const at = (seconds: bigint, nanos = 0) => ({ seconds, nanos });

test("treats a range as empty if its end is not after its start", () => {
  expect(isEmptyRange({ start: at(1n), end: at(1n) })).toBe(true);
  expect(isEmptyRange({ start: at(1n, 5), end: at(1n, 4) })).toBe(true);
  expect(isEmptyRange({ start: at(2n), end: at(1n, 5) })).toBe(true);
});

test("treats an open range, and one that contains an instant, as not empty", () => {
  expect(isEmptyRange({})).toBe(false);
  expect(isEmptyRange({ start: at(1n) })).toBe(false);
  expect(isEmptyRange({ end: at(1n) })).toBe(false);
  expect(isEmptyRange({ start: at(1n, 4), end: at(1n, 5) })).toBe(false);
});
