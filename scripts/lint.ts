// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";

/** A check of the files in the working tree. */
interface Gate {
  readonly name: string;
  readonly checks: string;
  readonly program: string;
  readonly args: readonly string[];
  /** How to fix a failure, if the program does not say so itself. */
  readonly remedy?: string;
  /** Gate to wait for. Gates without it start at once. */
  readonly after?: string;
}

const gates: readonly Gate[] = [
  {
    name: "protos",
    checks: "protos follow the rules of buf.yaml, and every element is documented",
    program: "buf",
    args: ["lint"],
    remedy: "fix the lines named above",
  },
  {
    name: "format",
    checks: "protos are formatted",
    program: "buf",
    args: ["format", "--diff", "--exit-code", "--path", "proto/chaukas"],
    remedy: "run `npm run format`",
  },
  {
    name: "lifecycles",
    checks:
      "every element says which version added it, every deprecated one what to use instead, and personal data can be redacted",
    program: "node",
    args: ["packages/api-changes/src/commands/check-lifecycles.ts"],
  },
  {
    name: "openapi",
    checks: "the OpenAPI document is valid OpenAPI 3.1, examples included",
    program: "node",
    args: ["packages/api-changes/src/commands/check-openapi.ts"],
  },
  {
    name: "code",
    checks: "TypeScript, JavaScript and JSON are formatted and pass the linter",
    program: "biome",
    args: ["check", "--error-on-warnings", "."],
    remedy: "run `npm run format`, then fix the rest yourself",
  },
  {
    name: "architecture",
    checks: "dependencies between packages, folders and files point in one direction",
    program: "node",
    args: ["scripts/check-architecture.ts"],
  },
  {
    name: "headers",
    checks: "source files begin with the licence header",
    program: "node",
    args: ["scripts/license-headers.ts"],
  },
  {
    name: "workflows",
    checks: "workflows run only pinned actions and existing scripts, with only the permissions they need",
    program: "node",
    args: ["packages/workflows/src/check-workflows.ts"],
  },
  {
    name: "scripts",
    checks: "scripts pass the type check",
    program: "tsc",
    args: ["--project", "scripts"],
    remedy: "fix the lines named above",
  },
  {
    name: "types",
    checks: "packages pass the type check, tests included",
    program: "turbo",
    args: ["run", "lint", "--continue", "--output-logs=errors-only"],
    remedy: "fix the lines named above",
  },
  {
    name: "exports",
    checks: "API reports match the exports of the packages",
    program: "node",
    args: ["packages/api-changes/src/commands/api-reports.ts", "--check"],
    after: "types",
  },
  {
    name: "unused",
    checks: "no file, export or dependency is unused",
    program: "knip",
    args: ["--no-config-hints"],
    remedy: "remove what is named above, or use it",
    // It reads generated code, which the build before the type check may be replacing.
    after: "types",
  },
];

command({
  usage: "npm run lint -- [GATE…]",
  about: `Runs the static gates, or only the given ones:

${gates.map(({ name, checks }) => `  ${name.padEnd(12)}  ${checks}`).join("\n")}`,
  async run(names) {
    const known = gates.map(({ name }) => name);
    const unknown = names.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new ScriptError(`gate: expected one of ${known.join(", ")}, got ${JSON.stringify(unknown)}`);
    }
    const chosen = gates.filter(({ name }) => names.length === 0 || names.includes(name));
    const failed = await runGates(chosen);
    if (failed.length > 0) {
      throw new ScriptError(
        `${failed.length} of ${chosen.length} gates failed: ${failed.join(", ")}`,
        `see above; to run one gate: \`npm run lint -- ${failed[0]}\``,
      );
    }
  },
});

/** Runs gates, prints their results in the given order, and returns the names of those that failed. */
async function runGates(chosen: readonly Gate[]): Promise<string[]> {
  const running = new Map<string, Promise<Outcome>>();
  for (const gate of chosen) {
    const earlier = gate.after === undefined ? undefined : running.get(gate.after);
    running.set(
      gate.name,
      Promise.resolve(earlier).then(() => runGate(gate)),
    );
  }
  const failed: string[] = [];
  for (const { name, checks, remedy } of chosen) {
    const { failure, skipped = [] } = (await running.get(name)) ?? {};
    if (failure === undefined) {
      console.log([`lint ${name}: ok, ${checks}`, ...skipped.map((line) => `lint ${name}: ${line}`)].join("\n"));
    } else {
      failed.push(name);
      console.log(`lint ${name}: failed\n${failure}${remedy === undefined ? "" : `\n  what to do: ${remedy}`}`);
    }
  }
  return failed;
}

/** The result of a gate: its output if it failed, and what it could not check on this machine. */
interface Outcome {
  readonly failure?: string;
  readonly skipped?: readonly string[];
}

async function runGate({ program, args }: Gate): Promise<Outcome> {
  try {
    const { code, output } = await capture(program, args, { cwd: root });
    const skipped = output.split("\n").filter((line) => line.startsWith("not checked: "));
    return code === 0 ? { skipped } : { failure: output.trim() };
  } catch (error) {
    // A missing program fails its gate, not the others.
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
