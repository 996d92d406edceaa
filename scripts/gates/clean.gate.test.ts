// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const built = [
  "dist",
  ".turbo",
  "packages/spec-common/dist",
  "packages/spec-common/.pack",
  "packages/spec-common/proto",
];
const generated = [
  "proto/buf",
  "packages/spec-common/src/gen",
  "packages/spec-common/src/json/gen",
  "packages/spec-client/src/gen",
];
const installed = ["node_modules", "packages/spec-common/node_modules"];
const written = ["proto/chaukas", "packages/spec-common/src", "packages/spec-common/package.json", "scripts"];

let clone: ScratchClone;
beforeAll(() => {
  clone = createScratchClone("package.json", "proto", "scripts", "packages/spec-client", "packages/spec-common");
});
beforeEach(() => {
  clone.reset();
  for (const path of [...built, ...installed]) {
    clone.write(`${path}/file`, "");
  }
});
afterAll(() => clone.remove());

/** Runs clean, and returns the paths that still exist. */
async function clean(...options: string[]): Promise<string[]> {
  const { code } = await clone.run("node", ["scripts/clean.mjs", ...options]);
  expect(code).toBe(0);
  return [...built, ...generated, ...installed, ...written].filter((path) => existsSync(join(clone.folder, path)));
}

it("removes build output", async () => {
  expect(await clean()).toEqual([...generated, ...installed, ...written]);
  const { stdout } = await clone.run("node", ["scripts/clean.mjs"]);
  expect(stdout).toBe("clean: nothing to remove\n");
});

it("also removes generated code with --generated", async () => {
  expect(await clean("--generated")).toEqual([...installed, ...written]);
});

it("keeps code that a missing program would have to generate, and says so", async () => {
  clone.write("chaukas/spec/common/v1/events.pb.go", "package v1\n");
  // The command starts Node by its path, so that it needs no other program.
  const { stdout } = await clone.run(process.execPath, ["scripts/clean.mjs", "--generated"], { PATH: "/nowhere" });
  expect(stdout).toContain("clean: kept chaukas/spec, since generating it requires go\n");
  expect(existsSync(join(clone.folder, "chaukas/spec/common/v1/events.pb.go"))).toBe(true);
  expect(existsSync(join(clone.folder, "packages/spec-client/src/gen"))).toBe(false);
});

it("also removes generated code and installed dependencies with --all", async () => {
  expect(await clean("--all")).toEqual(written);
});

it("refuses an unknown option, and removes nothing", async () => {
  const { code, stderr } = await clone.run("node", ["scripts/clean.mjs", "--everything"]);
  expect(code).toBe(1);
  expect(stderr).toContain("Unknown option '--everything'");
  expect(existsSync(join(clone.folder, "dist"))).toBe(true);
});
