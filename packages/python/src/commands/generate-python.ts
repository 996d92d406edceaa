// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync } from "node:fs";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { openBuildTools } from "../toolchain/build-tools.ts";

command({
  usage: "npm run generate -- --filter=@chaukas/python",
  about: `Generates the Python code from the protos. Without python3 or PyPI, leaves it as it is and says so.`,
  async run() {
    const tools = await openBuildTools();
    if (tools.problem !== undefined) {
      console.log(`generate: the Python code stays as it is, because generating it ${tools.problem}`);
      return;
    }
    const templates = globSync("packages/python/*/buf.gen.yaml", { cwd: root }).sort();
    await run("node", ["scripts/generate.ts", ...templates], { cwd: root, env: tools.env });
  },
});
