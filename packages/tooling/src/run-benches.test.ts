// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Benches, type BenchOptions, formatRange, quantile, runBenches } from "./run-benches.ts";

let folder: string;
let asked: BenchOptions[];
let missed: string[];
const argv = process.argv;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  asked = [];
  missed = [];
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  process.argv = argv;
  process.exitCode = 0;
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<unknown> {
  process.argv = [...argv.slice(0, 2), ...args];
  const bench = async (options: BenchOptions) => {
    asked.push(options);
    return { missed, tables: { speed: { header: ["what", "ratio"], rows: [["a", "2.00"]] } } };
  };
  const counts: Benches<"rounds">["counts"] = { rounds: { about: "number of rounds", default: 5 } };
  await runBenches({ folder, benches: { speed: bench, size: bench }, counts, aboutPeers: "compare with others" });
  return process.exitCode;
}

test("runs all benchmarks, or those that are named, with the options", async () => {
  expect(await run()).toBe(0);
  expect(await run("size", "--rounds", "2", "--peers")).toBe(0);
  const byDefault = { rounds: 5, peers: false };
  expect(asked).toEqual([byDefault, byDefault, { rounds: 2, peers: true }]);
});

test("exits with code 1 if a bar is missed", async () => {
  missed = ["speed: expected 2, got 1"];
  expect(await run("speed")).toBe(1);
  expect(console.error).toHaveBeenCalledWith("missed: speed: expected 2, got 1");
});

test.each([
  [["pace"], 'bench: expected one of speed, size, got "pace"'],
  [["--rounds", "0"], '--rounds: expected a positive integer, got "0"'],
  [["--rounds", "some"], '--rounds: expected a positive integer, got "some"'],
])("refuses %j", async (args, message) => {
  expect(await run(...args)).toBe(2);
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining(message));
  expect(asked).toEqual([]);
});

test("writes tables with the machine and the date into the README", async () => {
  const readme = join(folder, "README.md");
  writeFileSync(readme, "before\n<!-- begin:speed -->\nold\n<!-- end:speed -->\nafter\n");
  expect(await run("speed", "--rounds", "3", "--write")).toBe(0);
  const text = readFileSync(readme, "utf8");
  expect(text).toMatch(/\| a +\| 2\.00 +\|\n\nMeasured on \d{4}-\d\d-\d\d: Node .*, 3 rounds\.\n/);
  expect(text).not.toContain("old");
});

test("describes the values of all rounds", () => {
  expect(quantile([3, 1, 2])).toBe(2);
  expect(quantile([])).toBeNaN();
  expect(formatRange([3, 1, 2])).toBe("2.00 (1.00 to 3.00)");
  expect(formatRange([])).toBe("");
});
