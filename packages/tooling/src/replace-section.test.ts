// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { replaceSection } from "./replace-section.ts";

test("replaces the text between the markers of a section", () => {
  const text = "a\n<!-- begin:x -->\nold\n<!-- end:x -->\nb\n";
  expect(replaceSection(text, "x", "new")).toBe("a\n<!-- begin:x -->\nnew\n<!-- end:x -->\nb\n");
});

test("refuses a text without the section, or with its markers in the wrong order", () => {
  const message = "expected a section between <!-- begin:x --> and <!-- end:x -->, found none";
  expect(() => replaceSection("a", "x", "new")).toThrow(message);
  expect(() => replaceSection("<!-- end:x --><!-- begin:x -->", "x", "new")).toThrow(message);
});
