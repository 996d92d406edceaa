// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { printLines } from "./print-lines.ts";

describe("printLines", () => {
  it("ends a line only where it was told to", () => {
    const stream = new PassThrough();
    printLines(stream, ["one\nPROVED: two", "three\r"]);
    expect(String(stream.read())).toBe("one\\u000aPROVED: two\nthree\\u000d\n");
  });
});
