// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { capture } from "./lib/capture.ts";
import { command } from "./lib/command.ts";
import { root } from "./lib/root.ts";
import { ScriptError } from "./lib/script-error.ts";

/** A check that reads and never writes source, so that all can run at the same time. */
interface Gate {
  readonly checks: string;
  readonly program: string;
  readonly args: readonly string[];
  /** What mends a failure, where the program does not say it itself. */
  readonly remedy?: string;
}

const gates: Readonly<Record<string, Gate>> = {
  protos: {
    checks: "protos follow the rules of buf.yaml, and every element is documented",
    program: "buf",
    args: ["lint"],
    remedy: "mend the lines that are named above",
  },
  format: {
    checks: "protos are formatted",
    program: "buf",
    args: ["format", "--diff", "--exit-code", "--path", "proto/chaukas"],
    remedy: "run `npm run format`",
  },
  code: {
    checks: "TypeScript, JavaScript and JSON are formatted and free of known mistakes",
    program: "biome",
    args: ["check", "--error-on-warnings", "."],
    remedy: "run `npm run format`, then mend by hand what it leaves",
  },
  types: {
    checks: "packages pass the type check, tests included",
    program: "turbo",
    args: ["run", "lint", "--continue", "--output-logs=errors-only"],
    remedy: "mend the lines that are named above",
  },
  scripts: {
    checks: "scripts pass the type check",
    program: "tsc",
    args: ["--project", "scripts"],
    remedy: "mend the lines that are named above",
  },
  unused: {
    checks: "no file, export or dependency is unused",
    program: "knip",
    args: ["--no-config-hints"],
    remedy: "remove what is named above, or use it",
  },
  headers: {
    checks: "source files begin with the licence header",
    program: "node",
    args: ["scripts/license-headers.ts"],
  },
};

command({
  usage: "lint.ts [GATE…]",
  about: `Runs the static gates, or only those named:

${Object.entries(gates)
  .map(([name, { checks }]) => `  ${name.padEnd(8)}  ${checks}`)
  .join("\n")}`,
  async run(names) {
    const unknown = names.find((name) => !Object.hasOwn(gates, name));
    if (unknown !== undefined) {
      throw new ScriptError(`gate: expected one of ${Object.keys(gates).join(", ")}, got ${JSON.stringify(unknown)}`);
    }
    const failed: string[] = [];
    const running = Object.entries(gates)
      .filter(([name]) => names.length === 0 || names.includes(name))
      .map(([name, gate]) => ({ name, gate, captured: capture(gate.program, gate.args, { cwd: root }) }));
    for (const { name, gate, captured } of running) {
      const { code, output } = await captured;
      if (code === 0) {
        console.log(`lint ${name}: ok, ${gate.checks}`);
      } else {
        failed.push(name);
        console.log(`lint ${name}: failed\n${output.trim()}`);
        if (gate.remedy !== undefined) {
          console.log(`  what to do: ${gate.remedy}`);
        }
      }
    }
    if (failed.length > 0) {
      throw new ScriptError(
        `${failed.length} of ${running.length} gates failed: ${failed.join(", ")}`,
        `one gate alone: \`npm run lint -- ${failed[0]}\``,
      );
    }
  },
});
