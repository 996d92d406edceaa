// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@chaukas/testdata";

/** A Chaukas server in a process of its own, which can be killed and started again with the same port and store. */
export interface ServerProcess {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Kills the process, and removes its store. */
  close(): Promise<void>;
}

const program = join(import.meta.dirname, "../../server/dist/cli/main.js");

/** Starts a server on a free port. */
export async function startServerProcess(): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-sdk-"));
  const port = await findFreePort();
  let child: ChildProcess | undefined;
  const server: ServerProcess = {
    url: `http://127.0.0.1:${port}`,
    start: () =>
      new Promise((resolve, reject) => {
        const args = [program, "--port", String(port), "--store", join(folder, "events.db")];
        const started = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
        child = started;
        started.stdout.on("data", (text: Buffer) => {
          if (text.includes("listening")) {
            resolve();
          }
        });
        started.once("exit", (code) => reject(new Error(`the server ended with code ${code} before it listened`)));
      }),
    kill: () =>
      new Promise((resolve) => {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
          resolve();
          return;
        }
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
    async close() {
      await server.kill();
      rmSync(folder, { recursive: true });
    },
  };
  await server.start();
  return server;
}
