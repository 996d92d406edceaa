// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { findGoProblem, goEnvironment } from "@chaukas/testdata/toolchains";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";

command({
  usage: "npm run generate -- --filter=@chaukas/go",
  about: `Generates the Go code from the protos. Without go or its proxy, leaves it as it is and says so.`,
  async run() {
    const problem = await findGoProblem(join(import.meta.dirname, "../tools"));
    if (problem === undefined) {
      await run("node", ["scripts/generate.ts", "chaukas/buf.gen.yaml"], { cwd: root, env: goEnvironment() });
      return;
    }
    if (process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
      throw new ScriptError(`the Go code ${problem}`, "install Go, or unset CHAUKAS_REQUIRE_TOOLCHAINS");
    }
    console.log(`generate: the Go code stays as it is, because generating it ${problem}`);
  },
});
