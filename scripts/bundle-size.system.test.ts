// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@chaukas/tooling/root";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = join(root, "scripts/bundle-size.ts");
const runScript = (...args: string[]) => promisify(execFile)("node", [script, ...args]);

let folder: string;
let readme: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-size-"));
  readme = join(folder, "README.md");
  copyFileSync(join(root, "README.md"), readme);
});
afterEach(() => rmSync(folder, { recursive: true }));

test("accepts the table in README.md", async () => {
  const { stdout } = await runScript();
  expect(stdout).toContain("| encode one Event |");
});

test("refuses an outdated table, and updates it with --write", async () => {
  const original = readFileSync(readme, "utf8");
  writeFileSync(readme, original.replace(/encode one Event \| [\d.]+/, "encode one Event | 1.0"));
  await expect(runScript("--readme", readme)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/table of bundle sizes is out of date[\s\S]*npm run bundle-size -- --write/),
  });
  await runScript("--readme", readme, "--write");
  expect(readFileSync(readme, "utf8")).toBe(original);
});

test("refuses a bundle over its limit, and reports the size and the limit", async () => {
  await expect(runScript("--limit", "1000")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/bundle size: "encode one Event" takes \d{5} bytes gzipped, expected at most 1000/),
  });
});
