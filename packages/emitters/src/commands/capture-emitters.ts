// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { captureEmitter } from "../capture/capture-emitter.ts";
import { listEmitters } from "../capture/emitters.ts";

command({
  usage: "node scripts/run.mjs packages/emitters/src/commands/capture-emitters.ts [EMITTER…]",
  about: `Runs programs that use instrumentations of others against a model server on this machine, and stores what they
send in packages/spec-otel/test/emitters. IDs, times and addresses differ each time. Without names, runs all:

${listEmitters()
  .map(({ name, about }) => `  ${name.padEnd(32)}${about}`)
  .join("\n")}`,
  async run(names) {
    const emitters = listEmitters();
    const unknown = names.filter((name) => !emitters.some((emitter) => emitter.name === name));
    if (unknown.length > 0) {
      throw new ScriptError(
        `unknown emitters: ${unknown.join(", ")}`,
        `choose from ${emitters.map(({ name }) => name).join(", ")}`,
      );
    }
    for (const emitter of emitters.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const requests = await captureEmitter(emitter, join(root, "packages/spec-otel/test/emitters", emitter.name));
      const bytes = requests.reduce((sum, { body }) => sum + body.length, 0);
      console.log(`${emitter.name}: ${requests.length} requests, ${bytes} bytes`);
    }
  },
});
