// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { ScriptError } from "./script-error.ts";

/** Exit code and output of a program that has exited. */
export interface Captured {
  /** Exit code, or null if a signal terminated the program. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, in the order of arrival. */
  readonly output: string;
}

/** Options of {@link capture}. */
export interface CaptureOptions {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Time after which the program is killed. Default: none. */
  readonly timeoutMs?: number | undefined;
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) {
    child.kill();
  }
});

/**
 * Runs a program and returns its exit code and output, whatever the exit code. Kills the program if this process exits
 * first. Throws {@link ScriptError} if the program cannot be started or exceeds the timeout.
 */
export async function capture(
  program: string,
  args: readonly string[],
  options: CaptureOptions = {},
): Promise<Captured> {
  const { cwd, env, timeoutMs } = options;
  const timeout = timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: "SIGKILL" as const };
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], ...timeout });
  running.add(child);
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
  }).finally(() => running.delete(child));
  if (code === null && child.killed && timeoutMs !== undefined) {
    throw new ScriptError(`${program} ${args.join(" ")} took longer than ${timeoutMs / 1000} s:\n${output.trim()}`);
  }
  return { code, stdout, stderr, output };
}

/** Options of {@link run}. */
interface RunOptions extends CaptureOptions {
  /** What to do if the program fails; part of the error. */
  readonly remedy?: string;
}

/**
 * Runs a program and returns its standard output. Throws {@link ScriptError} with all its output unless it exits with
 * code 0.
 */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, output } = await capture(program, args, options);
  if (code !== 0) {
    throw new ScriptError(`${program} ${args.join(" ")} exited with ${code}:\n${output.trim()}`, options.remedy);
  }
  return stdout;
}
