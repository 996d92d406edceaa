// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { type Snippet, snippetFile } from "./read-snippets.ts";
import { ReadmeError, type ReadmeErrorCode } from "./readme-error.ts";

/** Runs the snippets in the folder one after the other. Servers among them keep running in the background. */
export async function runSnippets(name: string, folder: string, snippets: Snippet[], timeoutMs: number): Promise<void> {
  const servers: RunningSnippet[] = [];
  try {
    for (const snippet of snippets) {
      const running = startSnippet(name, folder, snippet, timeoutMs);
      if (snippet.isServer) {
        servers.push(running);
        await running.waitForOutput();
      } else {
        await running.waitForEnd();
      }
    }
  } catch (error) {
    // Errors of servers that are stopped early would hide the original error.
    await Promise.allSettled(servers.map((server) => server.stop()));
    throw error;
  }
  await Promise.all(servers.map((server) => server.stop()));
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

/** Starts a snippet in the folder. `timeoutMs` is the limit for each of the waits, in milliseconds. */
function startSnippet(name: string, folder: string, snippet: Snippet, timeoutMs: number): RunningSnippet {
  const child = spawn(process.execPath, [join(folder, snippetFile(snippet))], {
    cwd: dirname(folder),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const closed = new Promise<void>((resolve) => child.once("close", resolve));
  const printed = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
      if (stdout === snippet.output) {
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
    if (stdout !== snippet.output) {
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
      child.kill("SIGKILL");
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
      child.kill();
      await closed;
      if (!wasRunning) {
        fail("failed", `expected a server that keeps running, got exit code ${child.exitCode}\n${stderr}`);
      }
      checkOutput();
    },
  };
}
