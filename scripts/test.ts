// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { command } from "./lib/command.ts";
import { root } from "./lib/root.ts";
import { ScriptError } from "./lib/script-error.ts";

const vitestOptions = [
  // Several packages are tested at a time, and real servers and browsers are slow to start then: five seconds, which
  // tests have by default, are few on a small machine.
  "--testTimeout=60000",
  "--hookTimeout=60000",
  // The files of a package import the same modules, whose loading would take longer than most tests.
  "--no-isolate",
];

command({
  usage: "test.ts",
  about: `Runs the tests of the packages, on freshly built code, then those of the scripts.
What takes minutes has commands of its own: whole servers, databases and faults npm run test:system, the proofs of the
gates npm run test:gates`,
  run() {
    // The tests of the scripts run them on the packed packages.
    runTests("turbo", ["run", "pack", "--output-logs=errors-only"]);
    runTests("turbo", ["run", "test", "--output-logs=new-only", "--", ...vitestOptions]);
    runTests("vitest", ["run", "--project", "scripts"]);
  },
});

function runTests(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    throw new ScriptError(`${program} ${args.join(" ")} failed`, "look for the first FAIL or error above");
  }
}
