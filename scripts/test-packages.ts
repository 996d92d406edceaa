// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "./lib/command.ts";
import { createProgress } from "./lib/progress.ts";
import { run } from "./lib/run.ts";
import { findTarballs } from "./lib/tarball.ts";
import { testPackages, testPackagesSteps } from "./lib/test-packages.ts";

command({
  usage: "test-packages.ts",
  about: "Packs the packages, installs the tarballs into an empty project, and sends captured events through them.",
  async run() {
    const progress = createProgress(1 + testPackagesSteps);
    await progress.step("generate, compile and pack", () => run("turbo", ["run", "pack"]));
    await testPackages(progress, await findTarballs());
  },
});
