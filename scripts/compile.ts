// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { command } from "@chaukas/tooling/command";
import { ScriptError } from "@chaukas/tooling/script-error";

command({
  usage: "node scripts/compile.ts",
  about: "Compiles the package in the current folder into dist/, replacing its previous content.",
  run() {
    rmSync("dist", { recursive: true, force: true });
    const result = spawnSync("tsc", ["--project", "tsconfig.build.json"], { stdio: "inherit" });
    if (result.status !== 0) {
      throw new ScriptError(`tsc failed in ${process.cwd()}`, "fix the file named in the message above");
    }
  },
});
