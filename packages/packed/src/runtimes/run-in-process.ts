// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { run } from "@chaukas/tooling/run";
import type { Consumer } from "./consumer.ts";
import { type ProgramReport, parseReport } from "./program-report.ts";

/**
 * Runs the program of a consumer in a runtime that is started as a command. Throws `ScriptError` with its complete
 * output if it does not finish.
 */
export async function runInProcess({ folder }: Consumer, command: string, args: string[]): Promise<ProgramReport> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const output = await run(command, args, {
    cwd: folder,
    timeoutMs: 300_000,
    env: {
      ...env,
      // The servers are on this machine.
      NO_PROXY: "127.0.0.1",
      no_proxy: "127.0.0.1",
      // By default, Deno and Bun keep caches and check for updates.
      DENO_DIR: `${folder}/.deno`,
      DENO_NO_UPDATE_CHECK: "1",
      BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
      DO_NOT_TRACK: "1",
      NO_COLOR: "1",
    },
  });
  return parseReport(output);
}
