// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { runReadme } from "@chaukas/testdata/readme";
import { expect, it } from "vitest";

it("has a README whose snippets compile, run and print the output shown", { timeout: 120_000 }, async () => {
  expect(await runReadme(join(import.meta.dirname, "../README.md"))).toBe(6);
});
