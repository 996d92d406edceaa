// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { join } from "node:path";
import { ScriptError } from "@chaukas/tooling/script-error";

/** A reference server that runs in a separate process. */
export interface PackedServer {
  /** Base URL for every protocol. */
  readonly url: string;
  /** Stops the server and waits until it has exited. Throws {@link ScriptError} unless it exits with code 0. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/**
 * Starts the command `chaukas-server` of a project that has `@chaukas/server` installed, on a free loopback port and an
 * SQLite file. Throws {@link ScriptError} with what it wrote to stderr if it does not start.
 */
export async function startPackedServer(project: string, storeFile: string): Promise<PackedServer> {
  // The server must not pick up settings from this shell.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("CHAUKAS_")));
  const program = join(project, "node_modules/.bin/chaukas-server");
  const args = ["--port", "0", "--store", storeFile, "--log-level", "warn"];
  const child = spawn(program, args, { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  let [stdout, stderr] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve)).finally(() =>
    process.off("exit", kill),
  );
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      kill();
      reject(new ScriptError(`the server did not listen within ${startTimeoutMs / 1000} s:\n${stderr.trim()}`));
    }, startTimeoutMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      const [, found] = /^listening on (\S+)\n/m.exec(stdout) ?? [];
      if (found !== undefined) {
        clearTimeout(timer);
        resolve(found);
      }
    });
    child.once("error", (cause) => {
      clearTimeout(timer);
      reject(new ScriptError(`${program}: cannot be started`, "npm run build", { cause }));
    });
    void closed.then((code) => {
      clearTimeout(timer);
      reject(new ScriptError(`the server exited with ${code}:\n${stderr.trim()}`));
    });
  });
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      const code = await closed;
      if (code !== 0) {
        throw new ScriptError(`expected the server to exit with code 0 on SIGTERM, got ${code}:\n${stderr.trim()}`);
      }
    },
  };
}
