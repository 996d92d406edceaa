// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A `Worker` of browsers, Deno and Bun. */
export interface WebWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  // biome-ignore lint/suspicious/noExplicitAny: the event has no type that all platforms know
  addEventListener(type: string, listener: (event: any) => void): void;
  terminate(): void;
}

/** A `Worker` of `node:worker_threads`. */
export interface NodeWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments depend on the event
  on(type: string, listener: (argument: any) => void): unknown;
  terminate(): Promise<unknown>;
  ref(): void;
  unref(): void;
}

/** What both kinds of workers have in common. */
export interface WorkerPort {
  post(message: unknown, transfer: ArrayBuffer[]): void;
  /** Whether the worker keeps the process alive. */
  hold(isHeld: boolean): void;
  end(): Promise<void>;
}

/** What a port calls. */
interface PortListener {
  onMessage(message: unknown): void;
  /** Called if the worker fails, ends, or sends what cannot be received. */
  onFailure(reason: string, cause?: unknown): void;
}

/** Connects to a worker. */
export function openPort(worker: WebWorker | NodeWorker, { onMessage, onFailure }: PortListener): WorkerPort {
  if ("addEventListener" in worker) {
    worker.addEventListener("message", ({ data }) => onMessage(data));
    worker.addEventListener("messageerror", () => onFailure("it sent a message that cannot be read"));
    worker.addEventListener("error", ({ message, error }) => onFailure(message || "it cannot be loaded", error));
    return {
      post: (message, transfer) => worker.postMessage(message, transfer),
      hold() {},
      async end() {
        worker.terminate();
      },
    };
  }
  worker.on("message", onMessage);
  worker.on("messageerror", (error) => onFailure("it sent a message that cannot be read", error));
  worker.on("error", (error) => onFailure(error instanceof Error ? error.message : String(error), error));
  worker.on("exit", (code) => onFailure(`it ended with code ${code}`));
  worker.unref();
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    async end() {
      await worker.terminate();
    },
  };
}
