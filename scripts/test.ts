// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";

const vitestOptions = [
  // Several packages are tested at a time, and real servers and browsers are slow to start then: five seconds, which
  // tests have by default, are few on a small machine.
  "--testTimeout=60000",
  "--hookTimeout=60000",
  // The files of a package import the same modules, whose loading would take longer than most tests.
  "--no-isolate",
];

command({
  usage: "npm test",
  about: `Runs the tests of the packages and the scripts, on freshly built code.
What takes minutes has commands of its own: whole servers, databases and faults npm run test:system, the proofs of the
gates npm run test:gates`,
  run() {
    const args = ["run", "test", "--output-logs=new-only", "--", ...vitestOptions];
    const { status } = spawnSync("turbo", args, { cwd: root, stdio: "inherit" });
    if (status !== 0) {
      throw new ScriptError(`turbo ${args.join(" ")} failed`, "look for the first FAIL or error above");
    }
  },
});
