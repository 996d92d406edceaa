// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { formatTable } from "./format-table.ts";

test("aligns text to the left and numbers to the right", () => {
  const table = formatTable(
    ["name", "count"],
    [
      ["first", 5],
      ["b", 100],
    ],
  );
  expect(table).toBe("name   count\nfirst      5\nb        100");
});
