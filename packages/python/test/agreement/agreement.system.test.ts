// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findGoProblem, runGo } from "@chaukas/testdata/toolchains";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { afterAll, beforeAll, expect, it } from "vitest";
import { environmentVariables, openEnvironment } from "../../src/toolchain/python-environment.ts";
import { makeEvents, makeTrails } from "./make-corpus.ts";

let folder = "";
let files: string[] = [];
let trailCount = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-agreement-"));
  const trails = await makeTrails(1000, 14);
  trailCount = trails.length;
  expect(trailCount).toBeGreaterThan(1000);
  files = Object.entries({ events: makeEvents(10_000, 14), trails }).map(([name, items]) => {
    const path = join(folder, name);
    writeFileSync(path, items.map((item) => `${JSON.stringify(item)}\n`).join(""));
    return path;
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const sources = ["chaukas-integrity/src", "chaukas-spec-common/gen"];
const PYTHONPATH = sources.map((source) => join(import.meta.dirname, "../..", source)).join(delimiter);

function requireTool(problem: string | undefined, skip: (note: string) => void): void {
  if (problem !== undefined) {
    expect(process.env["CHAUKAS_REQUIRE_TOOLCHAINS"], problem).not.toBe("1");
    skip(problem);
  }
}

it("finds in 10,000 events and 1,000 forged trails what TypeScript finds (skipped without python3 or PyPI)", async ({
  skip,
}) => {
  const environment = await openEnvironment(["protobuf==7.36.2"]);
  requireTool(environment.problem, skip);
  const env = { ...environmentVariables(environment.folder ?? ""), PYTHONPATH };
  const args = ["-B", join(import.meta.dirname, "check_agreement.py"), ...files];
  const { output } = await capture("python", args, { env });
  expect(output).toBe(`10000 events, ${trailCount} trails, 0 differences\n`);
});

it("finds the same in Go (skipped without go or its proxy)", async ({ skip }) => {
  requireTool(await findGoProblem(root), skip);
  const args = ["test", "./chaukas/integrity", "-count=1", "-v", "-run", "^TestCorpus"];
  const { status, stdout, stderr } = await runGo(args, root, { CHAUKAS_CORPUS: folder });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^10000 events$/m);
  expect(stdout).toMatch(new RegExp(`^${trailCount} trails$`, "m"));
  expect(stdout).not.toContain("FAIL");
  expect(status).toBe(0);
});
