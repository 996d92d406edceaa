// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { interruptPublish } from "./interrupt-publish.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-interrupt-"));
  mkdirSync(join(folder, "packages/release/src/commands"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function interrupt(script: string): Promise<void> {
  writeFileSync(join(folder, "packages/release/src/commands/release-publish.ts"), script);
  return interruptPublish({ folder, env: process.env }, "release-publish.ts");
}

test("kills the script once it has published its first package", async () => {
  await interrupt(`
    import { writeFileSync } from "node:fs";
    console.log("a@1.0.0: published, dist-tag latest");
    setTimeout(() => writeFileSync("late", ""), 60_000);
  `);
  expect(existsSync(join(folder, "late"))).toBe(false);
});

test("refuses a script that exits by itself", async () => {
  await expect(interrupt('console.log("a@1.0.0: already published, dist-tag latest");')).rejects.toThrow(
    "expected publishing to be killed halfway, but it exited by itself:\na@1.0.0: already published",
  );
});
