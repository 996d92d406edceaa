// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeLines } from "./write-lines.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-lines-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* linesOf(...lines: string[]) {
  yield* lines;
}

it("replaces a file once all lines are written, and leaves nothing else behind", async () => {
  const file = join(folder, "out.jsonl");
  writeFileSync(file, "old");
  expect(await writeLines(linesOf("1", "2"), file)).toBe(2);
  expect(readFileSync(file, "utf8")).toBe("1\n2\n");
  expect(readdirSync(folder)).toEqual(["out.jsonl"]);
});

it("keeps the old file if a line cannot be read", async () => {
  const file = join(folder, "out.jsonl");
  writeFileSync(file, "old");
  const broken = (async function* () {
    yield "1";
    throw new Error("broken");
  })();
  await expect(writeLines(broken, file)).rejects.toThrow("broken");
  expect(readFileSync(file, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["out.jsonl"]);
});

it("writes to a pipe, and leaves it a pipe", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const read = readFile(pipe, "utf8");
  expect(await writeLines(linesOf("1", "2"), pipe)).toBe(2);
  expect(await read).toBe("1\n2\n");
  expect(lstatSync(pipe).isFIFO()).toBe(true);
  expect(readdirSync(folder)).toEqual(["pipe"]);
});

it("writes to the target of a link, and leaves the link", async () => {
  const [file, link] = [join(folder, "out.jsonl"), join(folder, "link")];
  writeFileSync(file, "old");
  symlinkSync(file, link);
  await writeLines(linesOf("1"), link);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, "utf8")).toBe("1\n");
});

it("reports that the path is a folder", async () => {
  await expect(writeLines(linesOf("1"), folder)).rejects.toMatchObject({ code: "EISDIR" });
});
