// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const main = join(import.meta.dirname, "../../dist/cli/main.js");

/** Result of a command. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built `chaukas-server` until it exits. */
export async function runCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input = "",
): Promise<CommandResult> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...env } });
  const output = collectOutput(child);
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code, ...output };
}

/** A server in a separate process. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly output: { readonly stdout: string; readonly stderr: string };
  /** Sends a signal, and resolves with the exit code, or null if the signal ended the process. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `chaukas-server` on a free port, and resolves once it is listening. */
export async function startServerProcess(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main, "--port", "0", ...args], { env: { ...process.env, ...env } });
  const output = collectOutput(child);
  const closed = once(child, "close") as Promise<[number | null]>;
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      child.stdout.on("data", () => {
        const [, found] = /^listening on (\S+)$/m.exec(output.stdout) ?? [];
        if (found !== undefined) {
          resolve(found);
        }
      });
    }),
    closed.then(([code]) =>
      Promise.reject(new Error(`server: expected to listen, but it exited with ${code}: ${output.stderr}`)),
    ),
  ]);
  return {
    url,
    port: Number(new URL(url).port),
    output,
    async end(signal) {
      child.kill(signal);
      return (await closed)[0];
    },
  };
}

function collectOutput(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  return output;
}
