// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { capture } from "@chaukas/tooling/run";
import { afterEach, beforeEach, expect, it } from "vitest";
import { environmentVariables, openEnvironment } from "../../src/toolchain/python-environment.ts";
import { makeEvents, makeTrails } from "./make-corpus.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-agreement-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sources = ["chaukas-integrity/src", "chaukas-spec-common/gen"];
const PYTHONPATH = sources.map((source) => join(import.meta.dirname, "../..", source)).join(delimiter);

it("finds in 10,000 events and 1,000 forged trails what TypeScript finds (skipped without python3 or PyPI)", async ({
  skip,
}) => {
  const environment = await openEnvironment(["protobuf==7.36.2"]);
  if (environment.problem !== undefined) {
    expect(process.env["CHAUKAS_REQUIRE_TOOLCHAINS"], environment.problem).not.toBe("1");
    return skip(environment.problem);
  }
  const trails = await makeTrails(1000, 14);
  expect(trails.length).toBeGreaterThan(1000);
  const files = Object.entries({ events: makeEvents(10_000, 14), trails }).map(([name, items]) => {
    const path = join(folder, name);
    writeFileSync(path, items.map((item) => `${JSON.stringify(item)}\n`).join(""));
    return path;
  });
  const env = { ...environmentVariables(environment.folder), PYTHONPATH };
  const args = ["-B", join(import.meta.dirname, "check_agreement.py"), ...files];
  const { output } = await capture("python", args, { env });
  expect(output).toBe(`10000 events, ${trails.length} trails, 0 differences\n`);
});
