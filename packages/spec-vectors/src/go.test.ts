// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { expect, it } from "vitest";
import { compileDescriptorSet } from "../scripts/print/read-descriptors.ts";

const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";

it("agrees with Go on the integrity of events (skipped without go or its proxy)", { timeout: 180_000 }, ({ skip }) => {
  const { stdout: version } = go(["version"]);
  const fetched = go(["mod", "download"]);
  const problem = version === "" ? "requires go, which is not installed" : fetched.stderr;
  if (fetched.status !== 0 && !required) {
    skip(problem);
  }
  expect(fetched.status, problem).toBe(0);
  const folder = mkdtempSync(join(tmpdir(), "chaukas-vectors-"));
  try {
    const descriptorSet = join(folder, "descriptor-set.json");
    writeFileSync(descriptorSet, compileDescriptorSet("json"));
    const { status, stdout, stderr } = go(["run", ".", descriptorSet, join(import.meta.dirname, "../vectors")]);
    const counts = ["2 golden events", "\\d{3,} proofs", "\\d+ checkpoints", "\\d+ redactions", "\\d{3,} trails"];
    const expected = [...counts, "\\d{2,} evidence", "0 problems"].join(", ");
    expect(`${stdout}${stderr}`).toMatch(new RegExp(`^${expected}\\n$`));
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Runs Go, with its module and build caches outside the repository. */
function go(args: readonly string[]) {
  const cache = join(cacheDir(), "go");
  const env = {
    ...process.env,
    GOMODCACHE: join(cache, "mod"),
    GOCACHE: join(cache, "build"),
    GOFLAGS: "-modcacherw -buildvcs=false",
    GOTOOLCHAIN: "local",
  };
  const cwd = join(import.meta.dirname, "../go");
  const { status, stdout, stderr } = spawnSync("go", args, { cwd, encoding: "utf8", env });
  return { status, stdout: stdout ?? "", stderr: stderr ?? "" };
}
