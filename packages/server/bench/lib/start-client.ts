// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Load, Sent } from "./load.ts";

/** A client in a separate process. */
export interface LoadClient {
  /** Sends a load, and resolves with what the client measured. Calls `onReady` once the load is prepared. */
  send(load: Load, onReady?: () => void): Promise<Sent>;
  stop(): void;
}

export function startClient(): LoadClient {
  const child = fork(join(import.meta.dirname, "client.ts"));
  const killAtExit = () => child.kill("SIGKILL");
  process.once("exit", killAtExit);
  const ended = new AbortController();
  child.once("exit", () => ended.abort(new Error("client: exited before it was done")));
  const answer = async () => {
    ended.signal.throwIfAborted();
    const [message] = await once(child, "message", { signal: ended.signal });
    return message as unknown;
  };
  return {
    async send(load, onReady) {
      child.send(load);
      await answer();
      onReady?.();
      child.send("go");
      return (await answer()) as Sent;
    },
    stop() {
      process.removeListener("exit", killAtExit);
      child.kill();
    },
  };
}
