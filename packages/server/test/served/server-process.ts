// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The built server in a separate process. */
export interface ServerProcess {
  /** Base URL, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Returns whether it is still running. */
  isAlive(): boolean;
  /** The last thousand lines of its log. */
  readonly log: readonly string[];
  /** Kills it with SIGKILL, like a crash. */
  kill(): Promise<void>;
  /** Stops it with SIGTERM, and resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Resolves with its exit code once it has exited, or with null if a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Options of {@link startServerProcess}. */
export interface ServerProcessOptions {
  /** Value of `--store`. */
  readonly store: string;
  readonly flags?: readonly string[];
  /** POSIX shell commands to run before the server in the same process, such as `ulimit -f 1000`. */
  readonly prelude?: string;
}

/** Command line of the built server. */
export const mainScript = join(import.meta.dirname, "../../dist/cli/main.js");

/** Starts the built server on a free loopback port, and resolves once it is listening. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { store, flags = [], prelude = ":" } = options;
  const command = [process.execPath, mainScript, "--port", "0", "--store", store, "--log-level", "warn", ...flags];
  const child = spawn("sh", ["-c", `${prelude}; exec "$@"`, "sh", ...command], { stdio: ["ignore", "pipe", "pipe"] });
  const log: string[] = [];
  readLines(child.stderr, (line) => {
    log.push(line);
    log.splice(0, log.length - 1000);
  });
  const killAtExit = () => child.kill("SIGKILL");
  process.once("exit", killAtExit);
  const ended = once(child, "close").then(() => {
    process.removeListener("exit", killAtExit);
    return child.exitCode;
  });
  const url = await Promise.race([readUrl(child), ended.then(() => undefined)]);
  if (url === undefined) {
    throw new Error(`server: expected to listen, but it exited with ${child.exitCode}:\n${log.join("\n")}`);
  }
  const end = (signal: "SIGKILL" | "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid as number,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    log,
    kill: async () => {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
    ended,
  };
}

function readUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    readLines(child.stdout, (line) => {
      const [, url] = /^listening on (\S+)$/.exec(line) ?? [];
      if (url !== undefined) {
        resolve(url);
      }
    });
  });
}

function readLines(stream: ChildProcess["stdout"], take: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  });
}
