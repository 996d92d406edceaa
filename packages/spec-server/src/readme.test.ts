// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { findFreePort } from "@chaukas/testdata";
import { runReadme } from "@chaukas/testdata/readme";
import { expect, it } from "vitest";

it("has a README whose snippets compile, run and print the output shown", { timeout: 120_000 }, async () => {
  const replace = { 50051: String(await findFreePort()), 3000: String(await findFreePort()) };
  expect(await runReadme(join(import.meta.dirname, "../README.md"), { replace })).toBe(12);
});
