// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { ScriptError } from "./script-error.ts";

/** What a program that ran to its end left behind. */
export interface Captured {
  /** Exit code, or null when a signal ended the program. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order in which they arrived. */
  readonly output: string;
}

/** Options of {@link capture}. */
export interface CaptureOptions {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Runs a program, whatever its exit code. Throws {@link ScriptError} when it cannot be started. */
export async function capture(
  program: string,
  args: readonly string[],
  options: CaptureOptions = {},
): Promise<Captured> {
  const child = spawn(program, args, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr, output] = ["", "", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    output += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (cause) =>
      reject(new ScriptError(`${program}: cannot be started`, "install it, or run the command through npm", { cause })),
    );
    child.once("close", resolve);
  });
  return { code, stdout, stderr, output };
}
