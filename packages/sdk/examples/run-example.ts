// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { ScriptError } from "@chaukas/tooling/script-error";
import { openFrameworkProject } from "../test/frameworks/framework-project.ts";
import { outline, runProgram } from "../test/frameworks/run-program.ts";

const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

command({
  usage: "node scripts/run.mjs packages/sdk/examples/run-example.ts NAME",
  about: `Installs the framework of an example into the cache, runs the example against a model server and a Chaukas
server on loopback, and prints what it prints and the events that it recorded. The names are ${names.join(", ")}.`,
  async run([name = ""]) {
    if (!names.includes(name)) {
      throw new ScriptError(`expected one of ${names.join(", ")}, got ${JSON.stringify(name)}`);
    }
    const folder = join(import.meta.dirname, name);
    const project = await openFrameworkProject(folder);
    try {
      const { code, stdout, stderr, events } = await runProgram(
        project.add(join(folder, "example.mts")),
        project.folder,
      );
      if (code !== 0) {
        throw new ScriptError(`the example ${name} exited with ${code}:\n${stderr}`);
      }
      console.log(`${stdout}\n${outline(events).join("\n")}`);
    } finally {
      project.close();
    }
  },
});
