// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A server in a separate process. */
export interface BenchServer {
  readonly port: number;
  readonly pid: number;
  kill(): Promise<void>;
}

/** Starts the hand-written Connect service over a bare table, in a separate process. */
export async function startHandWrittenServer(file: string): Promise<BenchServer> {
  const child = fork(join(import.meta.dirname, "serve-hand-written.ts"), [file]);
  const killAtExit = () => child.kill("SIGKILL");
  process.once("exit", killAtExit);
  const [port] = (await once(child, "message")) as [number];
  return {
    port,
    pid: child.pid as number,
    async kill() {
      process.removeListener("exit", killAtExit);
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
