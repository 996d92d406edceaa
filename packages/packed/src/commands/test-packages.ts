// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { createProgress } from "@chaukas/tooling/progress";
import { run } from "@chaukas/tooling/run";
import { findTarballs } from "@chaukas/tooling/tarball";
import { testPackages, testPackagesSteps } from "../round-trip/test-packages.ts";

command({
  usage: "npm run test:packages",
  about: "Packs the packages, installs the tarballs into an empty project, and sends captured events through them.",
  async run() {
    const progress = createProgress(1 + testPackagesSteps);
    await progress.step("generate, compile and pack", () => run("turbo", ["run", "pack"]));
    await testPackages(progress, await findTarballs());
  },
});
