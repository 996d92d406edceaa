// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { type Dependent, sortForPublish } from "./publish-order.ts";

const item = (name: string, ...dependencies: string[]): Dependent => ({ name, dependencies });
const sort = (...items: Dependent[]) => sortForPublish(items, (each) => each).map(({ name }) => name);

test("puts each package after its dependencies, and ignores packages that are not in the list", () => {
  expect(sort(item("a", "b", "elsewhere"), item("b", "c"), item("c"))).toEqual(["c", "b", "a"]);
});

test("refuses a cycle", () => {
  expect(() => sort(item("a", "b"), item("b", "a"), item("c"))).toThrow(
    "dependencies: expected no cycle, got one among a, b",
  );
});
