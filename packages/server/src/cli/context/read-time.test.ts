// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readTime } from "./read-time.js";

let stderr = "";
beforeEach(() => {
  stderr = "";
  vi.stubEnv("TZ", "Europe/Berlin");
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function read(text: string): string {
  const { seconds, nanos } = readTime(text, "--from", "query");
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${String(nanos).padStart(9, "0")}`;
}

it.each([
  ["2026-11-01", "2026-10-31T23:00:00.000000000"],
  ["2026-07-01T08:30", "2026-07-01T06:30:00.000000000"],
  ["2026-07-01T08:30:15.5", "2026-07-01T06:30:15.500000000"],
  ["1969-12-31T12:00:00.25", "1969-12-31T11:00:00.250000000"],
])("reads %s in the zone of this machine, and says so", (text, expected) => {
  expect(read(text)).toBe(expected);
  expect(stderr).toMatch(new RegExp(`^--from ${text} is (?:19|20).*Z, since this machine is in Europe/Berlin\n$`));
});

it.each([
  ["2026-11-22T16:56:31.123456789Z", "2026-11-22T16:56:31.123456789"],
  ["2026-11-22T16:56:31+01:00", "2026-11-22T15:56:31.000000000"],
])("reads %s without a word", (text, expected) => {
  expect(read(text)).toBe(expected);
  expect(stderr).toBe("");
});

it.each([
  "",
  "now",
  "2026-02-30",
  "2026-13-01",
  "2026-11-01T24:00",
  "2026-11-01T10:60",
  "2026-11-01 10:00",
  "20261101",
  "2026-03-29T02:30",
])("refuses %j", (text) => {
  expect(() => readTime(text, "--from", "query")).toThrow(
    `--from: expected a date such as 2026-11-22 or a time such as 2026-11-22T16:56:31Z, got ${JSON.stringify(text)}`,
  );
});
