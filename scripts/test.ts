// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { command } from "./lib/command.ts";
import { root } from "./lib/root.ts";
import { ScriptError } from "./lib/script-error.ts";

command({
  usage: "test.ts",
  about: "Runs every test: those of the packages, on freshly built code, then those of the scripts and gates.",
  run() {
    // The tests of the gates run the scripts on the packed packages, so these are made first.
    runTests("turbo", ["run", "pack", "test", "--output-logs=new-only"]);
    runTests("vitest", ["run"]);
  },
});

function runTests(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    throw new ScriptError(`${program} ${args.join(" ")} failed`, "look for the first FAIL or error above");
  }
}
