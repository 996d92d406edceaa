// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { bumpBetween, bumpVersion, isLess, maxBump } from "./bump.ts";

it("orders bumps", () => {
  expect(maxBump(["patch", "major", "minor"])).toBe("major");
  expect(maxBump([])).toBe("none");
  expect(isLess("patch", "minor")).toBe(true);
  expect(isLess("minor", "minor")).toBe(false);
});

it.each([
  ["1.2.3", "2.0.0", "major"],
  ["1.2.3", "1.3.0", "minor"],
  ["1.2.3", "1.2.4", "patch"],
  ["1.2.3", "1.2.3", "none"],
  ["1.2.3", "1.3.0-next.0", "minor"],
  ["1.3.0-next.0", "1.3.0", "none"],
] as const)("returns the bump from %s to %s: %s", (from, to, bump) => {
  expect(bumpBetween(from, to)).toBe(bump);
});

it.each([
  ["1.2.3", "major", "2.0.0"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "none", "1.2.3"],
] as const)("bumps %s by %s to %s", (version, bump, expected) => {
  expect(bumpVersion(version, bump)).toBe(expected);
});
