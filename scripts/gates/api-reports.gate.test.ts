// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

// No other package is built from this one, so that the others need not be built again.
const report = "packages/server/api-report.md";
const index = "packages/server/src/index.ts";

let clone: ScratchClone;
beforeAll(async () => {
  clone = createScratchClone();
  await clone.install();
  // The reports of the working copy may be outdated.
  await clone.npmRun("api-reports");
});
afterAll(() => clone.remove());

it("passes reports that match the exports, and rewrites them unchanged", async () => {
  const before = clone.read(report);
  const check = await clone.npmRun("api-reports", "--check");
  expect(check.stdout).toMatch(/^api-reports: \d+ reports match the exports of the packages\n$/);
  expect(check.code).toBe(0);
  expect((await clone.npmRun("api-reports")).stdout).toMatch(/^api-reports: \d+ reports, 0 of them changed\n$/);
  expect(clone.read(report)).toBe(before);
});

it("refuses the removal of an exported symbol until the report reflects it", async () => {
  const before = clone.read(report);
  clone.edit(index, ", type KeyRequest }", " }");
  const { code, stderr } = await clone.npmRun("lint", "exports");
  expect(code).toBe(1);
  expect(stderr).toContain("error: 1 of 1 gates failed: exports");
  const check = await clone.npmRun("api-reports", "--check");
  expect(check.code).toBe(1);
  expect(check.stderr).toContain(
    `error: the API reports do not match the exports of the packages:\n${report}: changed, lines +`,
  );
  expect(check.stderr).toContain("what to do: run `npm run api-reports`, review the changes, and commit them");
  expect(clone.read(report)).toBe(before);

  expect((await clone.npmRun("api-reports")).stdout).toMatch(/, 1 of them changed\n$/);
  const [, unexported] = clone.read(report).split("## not exported, but part of what is\n");
  expect(unexported).toContain("\ninterface KeyRequest\n");
  expect((await clone.npmRun("api-reports", "--check")).code).toBe(0);
});

it("refuses the removal of an export in Python or Go until the reports reflect it", async ({ skip }) => {
  const programs = ["python3", "go"].map((name) => clone.run(name, ["--help"]).catch(() => undefined));
  if ((await Promise.all(programs)).includes(undefined)) {
    expect(process.env["CHAUKAS_REQUIRE_TOOLCHAINS"]).not.toBe("1");
    skip("requires python3 and go");
  }
  clone.edit("packages/python/chaukas-integrity/src/chaukas/integrity/__init__.py", '    "leaf_hash",\n', "");
  clone.edit("chaukas/integrity/tree.go", "func ParseHash(", "func parseHash(");
  const { code, stderr } = await clone.npmRun("api-reports", "--check");
  expect(code).toBe(1);
  expect(stderr).toContain("packages/go/api-report.md: changed, lines +0 -1\n");
  expect(stderr).toContain("packages/python/api-report.md: changed, lines +0 -1\n");
});
