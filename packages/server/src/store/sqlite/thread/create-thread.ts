// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Worker } from "node:worker_threads";
import { StoreError } from "../../contract/store-error.js";
import type { ThreadAnswer, ThreadCall, ThreadReport } from "./serve-calls.js";

/** A thread that answers calls. A call starts it if it is not running, including after it died. */
export interface Thread {
  /** Loads the program of the thread, which takes most of the time that its start does. */
  load(): void;
  /** Resolves when the thread is ready. Rejects with the error that keeps it from becoming ready. */
  start(): Promise<void>;
  /** Calls a method of the thread. The buffers in `transfer` are transferred, not copied. */
  call(method: string, argument?: unknown, transfer?: ArrayBuffer[]): Promise<unknown>;
  /** Ends the thread once it has answered all earlier calls. Later calls are rejected. Resolves when it has ended. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * Creates a thread without starting it. `open` returns what the thread needs to become ready. `onProgress` receives what
 * it reports until then.
 */
export function createThread(script: URL, open: () => unknown, onProgress?: (progress: unknown) => void): Thread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let starting: Promise<void> | undefined;
  let exited: Promise<unknown> = Promise.resolve();
  let calls = 0;
  let isReady = false;
  let closed: Promise<void> | undefined;

  const die = (dead: Worker, reason: string) => {
    if (worker === dead) {
      worker = undefined;
      isReady = false;
      const pending = [...waiting.values()];
      waiting.clear();
      for (const { reject } of pending) {
        reject(new StoreError("unavailable", `store: its thread ended (${reason}); try again`));
      }
    }
  };

  const load = (): Worker => {
    const loaded = new Worker(script);
    worker = loaded;
    exited = new Promise((resolve) => loaded.once("exit", resolve));
    loaded.on("message", (message: ThreadAnswer | ThreadReport) => {
      if ("progress" in message) {
        onProgress?.(message.progress);
      } else {
        settle(waiting, message);
      }
    });
    loaded.on("error", (error) => die(loaded, error.message));
    loaded.on("exit", (code) => die(loaded, `exit code ${code}`));
    return loaded;
  };

  const startWorker = async (): Promise<void> => {
    if (worker === undefined) {
      // The previous worker must have released its files.
      await exited;
    }
    const started = worker ?? load();
    try {
      await new Promise((resolve, reject) => {
        waiting.set(0, { resolve, reject });
        started.postMessage({ id: 0, method: "open", argument: open() } satisfies ThreadCall);
      });
      isReady = true;
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

  const start = async (): Promise<void> => {
    if (closed !== undefined) {
      throw new StoreError("unavailable", "store: it is closed; open it again");
    }
    if (!isReady) {
      starting ??= startWorker().finally(() => {
        starting = undefined;
      });
      await starting;
    }
  };

  const call = async (method: string, argument?: unknown, transfer: ArrayBuffer[] = []): Promise<unknown> => {
    await start();
    return post(method, argument, transfer);
  };

  const end = async (): Promise<void> => {
    await starting?.catch(() => {});
    await (isReady ? post("close", undefined, []) : worker?.terminate());
    await exited;
  };

  return {
    load() {
      if (closed === undefined && worker === undefined && starting === undefined) {
        load();
      }
    },
    start,
    call,
    close() {
      closed ??= end();
      return closed;
    },
  };
}

function settle(waiting: Map<number, Waiting>, { id, result, failure }: ThreadAnswer): void {
  const call = waiting.get(id);
  waiting.delete(id);
  if (failure === undefined) {
    call?.resolve(result);
  } else {
    const { code, message, remedy } = failure;
    call?.reject(code === undefined ? new Error(message) : new StoreError(code, message, { remedy }));
  }
}

interface QueuedCall {
  readonly method: string;
  readonly argument: unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Distributes calls over threads. Each thread has one call at a time, so that no call waits behind a long one while
 * another thread is idle.
 */
export function createThreadPool(threads: readonly Thread[]): Pick<Thread, "call" | "close"> {
  const idle = [...threads];
  const waiting: QueuedCall[] = [];

  const start = () => {
    while (idle.length > 0 && waiting.length > 0) {
      const thread = idle.pop() as Thread;
      const { method, argument, resolve, reject } = waiting.shift() as QueuedCall;
      void thread
        .call(method, argument)
        .then(resolve, reject)
        .finally(() => {
          idle.push(thread);
          start();
        });
    }
  };

  return {
    call: (method, argument) =>
      new Promise((resolve, reject) => {
        waiting.push({ method, argument, resolve, reject });
        start();
      }),
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
