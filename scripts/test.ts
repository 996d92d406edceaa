// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";

command({
  usage: "npm test",
  about: `Runs the tests of the packages and the scripts, on freshly built code.
What takes minutes has commands of its own: whole servers, databases and faults npm run test:system, the proofs of the
gates npm run test:gates`,
  run() {
    // Arguments behind -- would count in the hash of every task, so that what is built already would be built again.
    const args = ["run", "test", "--output-logs=new-only"];
    const { status } = spawnSync("turbo", args, { cwd: root, stdio: "inherit" });
    if (status !== 0) {
      throw new ScriptError(`turbo ${args.join(" ")} failed`, "look for the first FAIL or error above");
    }
  },
});
