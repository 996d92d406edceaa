// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { command } from "@chaukas/tooling/command";
import { ScriptError } from "@chaukas/tooling/script-error";

command({
  usage: "node scripts/pack.ts",
  about: "Packs the package in the current folder into .pack/, exactly as it is published.",
  run() {
    rmSync(".pack", { recursive: true, force: true });
    const result = spawnSync("pnpm", ["pack", "--pack-destination", ".pack"], { encoding: "utf8" });
    if (result.status !== 0) {
      throw new ScriptError(`pnpm pack failed in ${process.cwd()}:\n${result.stdout}${result.stderr}`);
    }
  },
});
