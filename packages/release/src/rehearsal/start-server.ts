// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ScriptError } from "@chaukas/tooling/script-error";

/** A program that serves requests on this machine. */
export interface LocalServer {
  /** With a trailing slash. */
  readonly url: string;
  stop(): void;
}

/** How to start a program that serves requests. */
export interface ServerProgram {
  readonly program: string;
  args(port: number): readonly string[];
  readonly cwd: string;
  /** Path that answers with status 200 once the program serves requests, without a leading slash. */
  readonly readyPath: string;
}

const startTimeoutMs = 180_000;

/**
 * Starts a program on a free loopback port, and waits until it serves requests. Stops it when this process exits. Throws
 * {@link ScriptError} with the output of the program if it exits, or takes longer than three minutes.
 */
export async function startServer({ program, args, cwd, readyPath }: ServerProgram): Promise<LocalServer> {
  const port = await findFreePort();
  const child = spawn(program, args(port), { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => {
    process.off("exit", stop);
    child.kill("SIGKILL");
  };
  process.on("exit", stop);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  child.once("error", (error) => {
    output += error.message;
  });
  const url = `http://127.0.0.1:${port}/`;
  const deadline = Date.now() + startTimeoutMs;
  while (!(await isUp(`${url}${readyPath}`))) {
    if (child.pid === undefined || child.exitCode !== null || Date.now() > deadline) {
      stop();
      throw new ScriptError(`${basename(program)}: expected it to serve requests at ${url}, got:\n${output.trim()}`);
    }
    await sleep(50);
  }
  return { url, stop };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}
