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
npm run test:gates tests the gates.

Without Python 3 or Go, skips the tests that need them and says so. With CHAUKAS_REQUIRE_TOOLCHAINS=1, refuses instead.`,
  run() {
    const missing = ["python3", "go"].filter((program) => isMissing(program));
    if (missing.length > 0 && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
      throw new ScriptError(
        `the tests require ${missing.join(" and ")}, not installed`,
        "install what is missing, or unset CHAUKAS_REQUIRE_TOOLCHAINS",
      );
    }
    for (const program of missing) {
      console.log(`test: skipped: the tests that require ${program}, which is not installed`);
    }
    // Arguments after -- are part of the hash of every task, so they would rebuild everything.
    const args = ["run", "test", "--output-logs=new-only"];
    const { status } = spawnSync("turbo", args, { cwd: root, stdio: "inherit" });
    if (status !== 0) {
      throw new ScriptError(`turbo ${args.join(" ")} failed`, "look for the first FAIL or error above");
    }
  },
});

function isMissing(program: string): boolean {
  return spawnSync(program, ["--help"], { stdio: "ignore" }).error !== undefined;
}
