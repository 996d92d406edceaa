// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { forge } from "./forge.ts";

it("proves no forged trail, and every honest one", () => {
  const { figures, faults } = forge({ count: 300, seed: 7, report: () => {} });
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ forgeries: 300 });
  expect(figures["honest trails with redactions"]).toBeGreaterThan(3);
  expect(figures["honest trails without redactions"]).toBeGreaterThan(0);
}, 300_000);

it("runs as a soak of its own", async () => {
  const options = { cwd: join(import.meta.dirname, "../..") };
  const args = ["--run", "soak:forge", "--", "--count", "20", "--seed", "1"];
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  expect(stdout).toMatch(/^forge: 20, seed 1\n/);
  expect(stdout).toMatch(/\nevery promise was kept\n$/);
}, 300_000);
