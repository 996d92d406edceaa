// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findGoProblem, runGo } from "@chaukas/testdata/toolchains";
import { root } from "@chaukas/tooling/root";
import { describe, expect, it } from "vitest";

const problem = await findGoProblem(root);
if (problem !== undefined && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
  throw new Error(`the Go module ${problem}`);
}

describe.skipIf(problem !== undefined)(`the Go module${problem === undefined ? "" : ` (skipped: ${problem})`}`, () => {
  it.each([
    ["passes go vet", ["vet", "./chaukas/..."]],
    ["builds", ["build", "./chaukas/..."]],
    ["passes its tests", ["test", "./chaukas/..."]],
  ])("%s", async (_, args) => {
    const { status, stdout, stderr } = await runGo(args, root);
    expect(stdout + stderr).not.toMatch(/FAIL|\.go:\d+/);
    expect(status).toBe(0);
  });

  it("requires exactly what its packages import", async () => {
    const { status, stdout, stderr } = await runGo(["mod", "tidy", "-diff"], root);
    // It reports what it downloads, where that is not in the cache yet.
    expect(stdout + stderr.replace(/^go: downloading .*\n/gm, "")).toBe("");
    expect(status).toBe(0);
  });
});

// Needs no Go, since it is about what a pull request shows.
it("registers no validation rules, which another module would register again", () => {
  const events = readFileSync(join(root, "chaukas/spec/common/v1/events.pb.go"), "utf8");
  expect(events).not.toContain("buf/validate");
  expect(events).toContain("package v1\n");
});
