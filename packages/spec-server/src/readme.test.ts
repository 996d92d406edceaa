// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { resolveLimits } from "./contract/resolve-limits.js";

it("has a README that lists the defaults of the limits", () => {
  const text = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const { maxBatchSize, maxEventBytes, maxRequestBytes } = resolveLimits({});
  const row = /^\| `maxBatchSize`, `maxEventBytes`, `maxRequestBytes` \|.*\| (.*) \|$/m.exec(text);
  expect(row?.[1]).toBe(`${maxBatchSize}, ${maxEventBytes / 2 ** 20} MiB, ${maxRequestBytes / 2 ** 20} MiB`);
});
