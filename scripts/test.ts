// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";

command({
  usage: "npm test",
  about: `Runs the tests of the packages and the scripts on freshly built code.
Two commands run the tests that take minutes: npm run test:system tests whole servers, databases and fault handling,
npm run test:gates tests the gates.`,
  run() {
    // Arguments after -- are part of the hash of every task, so they would rebuild everything.
    const args = ["run", "test", "--output-logs=new-only"];
    const { status } = spawnSync("turbo", args, { cwd: root, stdio: "inherit" });
    if (status !== 0) {
      throw new ScriptError(`turbo ${args.join(" ")} failed`, "look for the first FAIL or error above");
    }
  },
});
