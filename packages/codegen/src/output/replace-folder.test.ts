// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { replaceFolder } from "./replace-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-replace-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function makeFolder(name: string): string {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "file"), name);
  return join(folder, name);
}

it("creates a folder that does not exist", () => {
  replaceFolder(makeFolder("fresh"), join(folder, "deep/target"), join(folder, "previous"));
  expect(readFileSync(join(folder, "deep/target/file"), "utf8")).toBe("fresh");
});

it("moves the replaced folder to the previous path", () => {
  replaceFolder(makeFolder("fresh"), makeFolder("target"), join(folder, "kept/previous"));
  expect(readFileSync(join(folder, "target/file"), "utf8")).toBe("fresh");
  expect(readFileSync(join(folder, "kept/previous/file"), "utf8")).toBe("target");
});

it("restores the folder if the new one does not exist", () => {
  const target = makeFolder("target");
  expect(() => replaceFolder(join(folder, "none"), target, join(folder, "previous"))).toThrow("ENOENT");
  expect(readFileSync(join(target, "file"), "utf8")).toBe("target");
});
