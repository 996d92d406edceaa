// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { type Snippet, snippetFile } from "./read-snippets.ts";
import { ReadmeError, type ReadmeErrorCode } from "./readme-error.ts";

/** Runs snippets that were written to the folder, one after the other, with the servers among them beside. */
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
    // What a server has to say at its end would hide why it is ended early.
    await Promise.allSettled(servers.map((server) => server.stop()));
    throw error;
  }
  await Promise.all(servers.map((server) => server.stop()));
}

/** A snippet that runs as a program. */
interface RunningSnippet {
  /** Resolves when the program has printed what it should, or throws when it ends before or takes too long. */
  waitForOutput(): Promise<void>;
  /** Resolves when the program has ended well and has printed what it should, or throws. */
  waitForEnd(): Promise<void>;
  /** Ends a program that runs, and throws when it has ended by itself or has printed more than it should. */
  stop(): Promise<void>;
}

/** Starts a snippet that was written to the folder. The time in milliseconds is for each of the waits. */
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
  /** Throws when the time is over, and ends the program then. */
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
      fail("timeout", `expected an end within ${timeoutMs} ms, got\n${stdout}${stderr}`);
    }
  }

  return {
    async waitForOutput() {
      await inTime(Promise.race([printed, closed]));
      if (child.exitCode !== null) {
        checkExit();
        fail("failed", "expected a server that goes on running, got one that ended");
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
        fail("failed", `expected a server that goes on running, got exit code ${child.exitCode}\n${stderr}`);
      }
      checkOutput();
    },
  };
}
