// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { shortenMessage, shortenPointer } from "./shorten.js";

it("keeps the start and the end of a message", () => {
  const text = `/retry/${"k".repeat(20_000)}: expected a field of RetryInfo, found "k" at line 1, column 9`;
  const short = shortenMessage(text);
  expect(short).toHaveLength(1024);
  expect(short).toMatch(/^\/retry\/k+…k+: expected a field of RetryInfo, found "k" at line 1, column 9$/);
  expect(shortenMessage("x".repeat(1024))).toBe("x".repeat(1024));
});

it("never cuts a surrogate pair in two", () => {
  for (const shift of ["", "x", "xx"]) {
    expect(shortenMessage(`${shift}${"🚀".repeat(2000)}`).isWellFormed()).toBe(true);
  }
});

it("ends a pointer before a key that is too long", () => {
  expect(shortenPointer(`/retry/${"k".repeat(2000)}/a`)).toBe("/retry");
  expect(shortenPointer(`/${"k".repeat(2000)}`)).toBe("");
  expect(shortenPointer("/retry/attempt")).toBe("/retry/attempt");
});
