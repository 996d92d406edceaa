// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import { afterEach, expect, test, vi } from "vitest";
import { createRehearsalLog } from "./rehearsal-log.ts";

afterEach(() => vi.restoreAllMocks());

test("prints the result of each step, and names the one that failed", async () => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => lines.push(line));
  const log = createRehearsalLog();
  expect(await log.step("start", () => 7)).toBe(7);
  await log.step("count", async () => "5 packages");
  const failure = log.step("publish", () => {
    throw new ScriptError("npm said no", "ask again");
  });
  await expect(failure).rejects.toMatchObject({
    message: 'step "publish" failed: npm said no',
    remedy: "ask again",
  });
  log.print();
  const rows = lines.at(-1)?.trim().split("\n").slice(1);
  expect(rows?.map((row) => row.split(/ {2,}/).slice(0, 2))).toEqual([
    ["start", "ok"],
    ["count", "5 packages"],
    ["publish", "failed"],
  ]);
});
