// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Worker } from "node:worker_threads";
import { StoreError } from "../store-error.js";
import type { ThreadAnswer, ThreadCall } from "./thread-messages.js";

/** A thread that answers calls, and is started anew when it dies. */
export interface Thread {
  /** Calls a method of the thread. Blocks of bytes in `transfer` change hands without being copied. */
  call(method: string, argument?: unknown, transfer?: ArrayBuffer[]): Promise<unknown>;
  /** Ends the thread once it has answered what it was asked before. Later calls are refused. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Starts a thread and waits until it is ready; fails with what kept it from getting ready. */
export async function startThread(script: URL, data: unknown): Promise<Thread> {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let starting: Promise<void> | undefined;
  let exited: Promise<unknown> = Promise.resolve();
  let calls = 0;
  let isClosed = false;

  const die = (dead: Worker, reason: string) => {
    if (worker === dead) {
      worker = undefined;
      const asked = [...waiting.values()];
      waiting.clear();
      for (const { reject } of asked) {
        reject(new StoreError("unavailable", `store: its thread ended (${reason}); try again`));
      }
    }
  };

  const start = async (): Promise<void> => {
    // Not before the last one has let go of its files.
    await exited;
    const started = new Worker(script, { workerData: data });
    worker = started;
    exited = new Promise((resolve) => started.once("exit", resolve));
    started.on("message", (answer: ThreadAnswer) => settle(waiting, answer));
    started.on("error", (error) => die(started, error.message));
    started.on("exit", (code) => die(started, `exit code ${code}`));
    try {
      await new Promise((resolve, reject) => waiting.set(0, { resolve, reject }));
    } catch (error) {
      await started.terminate();
      throw error;
    }
  };

  const post = (method: string, argument: unknown, transfer: ArrayBuffer[]): Promise<unknown> => {
    calls += 1;
    const id = calls;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker?.postMessage({ id, method, argument } satisfies ThreadCall, transfer);
    });
  };

  const call = async (method: string, argument?: unknown, transfer: ArrayBuffer[] = []): Promise<unknown> => {
    if (isClosed) {
      throw new StoreError("unavailable", "store: it is closed; open it again");
    }
    if (worker === undefined || starting !== undefined) {
      starting ??= start().finally(() => {
        starting = undefined;
      });
      await starting;
    }
    return post(method, argument, transfer);
  };

  const close = async (): Promise<void> => {
    if (!isClosed) {
      isClosed = true;
      await starting?.catch(() => {});
      await (worker && post("close", undefined, []));
    }
    await exited;
  };

  await start();
  return { call, close };
}

function settle(waiting: Map<number, Waiting>, { id, result, failure }: ThreadAnswer): void {
  const asked = waiting.get(id);
  waiting.delete(id);
  if (failure === undefined) {
    asked?.resolve(result);
  } else {
    asked?.reject(
      failure.code === undefined ? new Error(failure.message) : new StoreError(failure.code, failure.message),
    );
  }
}
