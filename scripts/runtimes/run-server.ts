// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { capture } from "../lib/capture.ts";
import type { Consumer } from "./consumer.ts";
import type { ProgramReport } from "./program-report.ts";
import { runInProcess } from "./run-in-process.ts";

/** Runs the reference server of a consumer on a Node that it is made for, and calls it. */
export function runServer(consumer: Consumer, node: string): Promise<ProgramReport> {
  return runInProcess(consumer, node, ["program.js"]);
}

/** Starts the reference server of a consumer on a Node that is too old for it. It has to say so, and to stop. */
export async function refuseServer({ folder }: Consumer, node: string): Promise<ProgramReport> {
  const { code, output } = await capture(node, [join(folder, "node_modules/.bin/chaukas-server")], {
    cwd: folder,
    timeoutMs: 60_000,
  });
  const isRefused = code === 2 && /^error: expected Node 22\.16 or newer, got \d/m.test(output);
  const error = `expected exit code 2 and an error that names the Node it needs, got ${code}:\n${output.trim()}`;
  return { steps: [isRefused ? { name: "refuse", found: output.trim() } : { name: "refuse", error }] };
}
