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
    // Declarations of dependencies, which do not change what is emitted, take longer than the package itself. The type
    // check of `npm run lint` checks them, once.
    const args = ["--project", "tsconfig.build.json", "--skipLibCheck"];
    const result = spawnSync("tsc", args, { stdio: "inherit" });
    if (result.status !== 0) {
      throw new ScriptError(`tsc failed in ${process.cwd()}`, "fix the file named in the message above");
    }
  },
});
