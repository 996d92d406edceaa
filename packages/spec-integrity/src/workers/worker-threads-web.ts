// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { NodeWorker, WebWorker } from "./worker-port.js";

// For every platform but Node. The imports of package.json select worker-threads-node.ts there.
const defaultParallelism = 2;

/** Number of threads that can run at the same time. */
export const parallelism: number = globalThis.navigator?.hardwareConcurrency ?? defaultParallelism;

/** Starts the worker of this package. Undefined, since only the caller knows where its bundler puts it. */
export const startWorker: (() => NodeWorker | WebWorker) | undefined = undefined;

// A page must not answer the messages that it gets, and workerd is a worker that has nobody to answer.
const isWorker = "WorkerGlobalScope" in globalThis && "postMessage" in globalThis;

/** Answers messages in a worker. The answer and its transfers are sent back. */
export function answerMessages(answer: (message: unknown) => readonly [unknown, ArrayBuffer[]]): void {
  if (isWorker) {
    globalThis.addEventListener("message", ({ data }) => {
      const [message, transfer] = answer(data);
      globalThis.postMessage(message, { transfer });
    });
  }
}

/** Sends a message from a worker. */
export function sendMessage(message: unknown): void {
  if (isWorker) {
    globalThis.postMessage(message);
  }
}
