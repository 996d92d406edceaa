// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { parseRetryAfter } from "./retry-after.js";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ["0", 0],
  ["7", 7000],
  ["Thu, 01 Jan 2026 00:01:00 GMT", 60_000],
  ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
])("reads %s as %d ms", (value, ms) => {
  expect(parseRetryAfter(value)).toBe(ms);
});

it("limits the time", () => {
  expect(parseRetryAfter("3600", 300_000)).toBe(300_000);
});

it.each([null, "", "-1", "1.5", "soon", "9999999", "2026-01-01", "Foo, 99 Bar 2026 00:00:00 GMT"])(
  "ignores %j",
  (value) => {
    expect(parseRetryAfter(value)).toBeUndefined();
  },
);
