// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { join } from "node:path";
import { isOutputOf, type Snippet, snippetFile } from "./read-snippets.ts";
import { ReadmeError, type ReadmeErrorCode } from "./readme-error.ts";

/** Options of {@link runSnippets}. */
export interface RunSnippetsOptions {
  /** Folder that contains the files of the snippets. */
  readonly folder: string;
  /** Working directory of the programs. Default: the folder. */
  readonly cwd?: string;
  /** Environment of the programs. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Time limit for one snippet, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Runs the snippets of a README one after the other. A server among them keeps running while those below it run, until
 * the next server starts, which may use the same port.
 */
export async function runSnippets(name: string, snippets: Snippet[], options: RunSnippetsOptions): Promise<void> {
  let server: RunningSnippet | undefined;
  try {
    for (const snippet of snippets) {
      if (snippet.isServer) {
        const previous = server;
        server = undefined;
        await previous?.stop();
      }
      const running = startSnippet(name, snippet, options);
      if (snippet.isServer) {
        server = running;
        await running.waitForOutput();
      } else {
        await running.waitForEnd();
      }
    }
  } catch (error) {
    // An error of the server that is stopped early would hide the original one.
    await server?.stop().catch(() => {});
    throw error;
  }
  await server?.stop();
}

/** A snippet that is running as a program. */
interface RunningSnippet {
  /** Resolves when the program has printed its output. Throws if it exits before that or exceeds the time limit. */
  waitForOutput(): Promise<void>;
  /** Resolves when the program has exited with code 0 and printed its output. Throws otherwise. */
  waitForEnd(): Promise<void>;
  /** Stops a running program. Throws if it has already exited or has printed more than its output. */
  stop(): Promise<void>;
}

function startSnippet(name: string, snippet: Snippet, options: RunSnippetsOptions): RunningSnippet {
  const { folder, cwd = folder, env = process.env, timeoutMs } = options;
  const file = join(folder, snippetFile(snippet));
  const [command, args] = snippet.language === "ts" ? [process.execPath, [file]] : ["sh", ["-e", file]];
  // A shell and what it starts are a group of processes, so that they can be stopped together.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  function kill(signal: NodeJS.Signals): void {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, signal);
    }
  }
  const killOnExit = () => kill("SIGKILL");
  process.once("exit", killOnExit);
  let stdout = "";
  let stderr = "";
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve())).finally(() =>
    process.off("exit", killOnExit),
  );
  const printed = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
      if (isOutputOf(snippet, stdout)) {
        resolve();
      }
    });
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });

  function fail(code: ReadmeErrorCode, message: string): never {
    throw new ReadmeError(code, `${name}:${snippet.line}`, message);
  }
  function checkOutput(): void {
    if (!isOutputOf(snippet, stdout)) {
      fail("wrong_output", `expected the output\n${snippet.output}got\n${stdout}`);
    }
  }
  function checkExit(): void {
    if (child.exitCode !== 0) {
      fail("failed", `expected exit code 0, got ${child.exitCode ?? child.signalCode}\n${stderr}`);
    }
  }
  /** Stops the program and throws if the promise does not resolve within the time limit. */
  async function inTime(promise: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(resolve, timeoutMs, "late");
    });
    const first = await Promise.race([promise, late]);
    clearTimeout(timer);
    if (first === "late") {
      kill("SIGKILL");
      await closed;
      fail("timeout", `expected an exit within ${timeoutMs} ms, got\n${stdout}${stderr}`);
    }
  }

  return {
    async waitForOutput() {
      await inTime(Promise.race([printed, closed]));
      if (child.exitCode !== null) {
        checkExit();
        fail("failed", "expected a server that keeps running, got exit code 0");
      }
    },
    async waitForEnd() {
      await inTime(closed);
      checkExit();
      checkOutput();
    },
    async stop() {
      const wasRunning = child.exitCode === null && child.signalCode === null;
      kill("SIGTERM");
      await closed;
      if (!wasRunning) {
        fail("failed", `expected a server that keeps running, got exit code ${child.exitCode}\n${stderr}`);
      }
      checkOutput();
    },
  };
}
