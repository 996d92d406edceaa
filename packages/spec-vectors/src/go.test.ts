// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { expect, it } from "vitest";

const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";

it("agrees with Go on trees, proofs and notes (skipped without go or its proxy)", { timeout: 180_000 }, ({ skip }) => {
  const { stdout: version } = go(["version"]);
  const fetched = go(["mod", "download"]);
  const problem = version === "" ? "requires go, which is not installed" : fetched.stderr;
  if (fetched.status !== 0 && !required) {
    skip(problem);
  }
  expect(fetched.status, problem).toBe(0);
  const { status, stdout, stderr } = go(["run", ".", join(import.meta.dirname, "../vectors")]);
  expect(`${stdout}${stderr}`).toMatch(/^\d{3,} proofs, \d{2,} checkpoints, 0 problems\n$/);
  expect(status).toBe(0);
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
