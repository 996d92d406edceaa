// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { testPackages, testPackagesSteps } from "@chaukas/packed/test-packages";
import { command } from "@chaukas/tooling/command";
import { createProgress } from "@chaukas/tooling/progress";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { findTarballs, type Tarball } from "@chaukas/tooling/tarball";

command({
  usage: "npm run build",
  about: `Builds everything: checks the protos, generates, compiles and packs the packages into dist/, then
installs the tarballs outside the workspace and sends the captured events through them.`,
  async run() {
    process.chdir(root);
    const progress = createProgress(4 + testPackagesSteps);
    await progress.step("lint the protos", () => run("buf", ["lint"], { remedy: "fix the line named above" }));
    // An unpacked archive has no history to compare with.
    if (existsSync(join(root, ".git"))) {
      await progress.step("look for breaking changes", () =>
        run("node", ["packages/api-changes/src/commands/breaking.ts"]),
      );
    } else {
      progress.skip("look for breaking changes", "not a git clone");
    }
    await progress.step("generate, compile and pack", () =>
      run("turbo", ["run", "pack"], { remedy: "fix the file named above, then run `npm run build`" }),
    );
    const tarballs = await progress.step("collect the tarballs in dist/", collectTarballs);
    await testPackages(progress, tarballs);
  },
});

/** Replaces dist/ as a whole, so that it never mixes tarballs of two builds. */
async function collectTarballs(): Promise<readonly Tarball[]> {
  const target = join(root, "dist");
  const staging = join(root, `.dist-${process.pid}`);
  mkdirSync(staging);
  const tarballs = await findTarballs();
  for (const { path } of tarballs) {
    cpSync(path, join(staging, basename(path)));
  }
  if (existsSync(target)) {
    rmSync(target, { recursive: true });
  }
  renameSync(staging, target);
  return tarballs;
}
