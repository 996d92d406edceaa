// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { capture } from "@chaukas/tooling/run";
import type { Consumer } from "./consumer.ts";
import type { ProgramReport } from "./program-report.ts";
import { runInProcess } from "./run-in-process.ts";
import { runInWorkerd } from "./run-in-workerd.ts";
import type { Toolbox } from "./toolbox.ts";

/** Runs the program of a consumer in a runtime of the toolbox. */
type RunProgram = (toolbox: Toolbox, consumer: Consumer) => Promise<ProgramReport>;

const node: (tool: string) => RunProgram = (tool) => (toolbox, consumer) =>
  runInProcess(consumer, toolbox.path(`${tool}/bin/node`), ["hosts/node.js"]);

/** Runtimes that the packages support, by their names in the toolbox. */
export const runtimes: Readonly<Record<string, RunProgram>> = {
  node20: node("node20"),
  node22: node("node22"),
  node24: node("node24"),
  node26: node("node26"),
  bun: (toolbox, consumer) => runInProcess(consumer, toolbox.path(".bin/bun"), ["--no-install", "hosts/bun.js"]),
  // The program may use only the loopback network. Modules of Node read environment variables.
  deno: (toolbox, consumer) =>
    runInProcess(consumer, toolbox.path(".bin/deno"), [
      ...[
        "run",
        "--no-prompt",
        "--no-remote",
        "--no-lock",
        "--node-modules-dir=manual",
        "--allow-net=127.0.0.1",
        "--allow-env",
      ],
      "hosts/deno.js",
    ]),
  workerd: (toolbox, consumer) => runInWorkerd(consumer, toolbox.path(".bin/workerd")),
};

/** Runtimes in which the reference server is tested: those that it supports, and one that is too old. */
export const serverRuntimes: Readonly<Record<string, RunProgram>> = {
  node20: (toolbox, consumer) => refuseServer(consumer, toolbox.path("node20/bin/node")),
  node22: (toolbox, consumer) => runServer(consumer, toolbox.path("node22/bin/node")),
  node24: (toolbox, consumer) => runServer(consumer, toolbox.path("node24/bin/node")),
  node26: (toolbox, consumer) => runServer(consumer, toolbox.path("node26/bin/node")),
};

/** Compilers that the packages support, by their names in the toolbox. */
export const compilers = ["typescript5", "typescript6", "typescript7"] as const;

/** Runs the reference server of a consumer on a supported version of Node, and calls it. */
function runServer(consumer: Consumer, node: string): Promise<ProgramReport> {
  return runInProcess(consumer, node, ["program.js"]);
}

/** Starts the reference server of a consumer on a version of Node that is too old. It must report this and exit. */
async function refuseServer({ folder }: Consumer, node: string): Promise<ProgramReport> {
  const { code, output } = await capture(node, [join(folder, "node_modules/.bin/chaukas-server")], {
    cwd: folder,
    timeoutMs: 60_000,
  });
  const isRefused = code === 2 && /^error: expected Node 22\.16 or newer, got \d/m.test(output);
  const error = `expected exit code 2 and an error with the required Node version, got ${code}:\n${output.trim()}`;
  return { steps: [isRefused ? { name: "refuse", found: output.trim() } : { name: "refuse", error }] };
}
