// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { availableParallelism } from "node:os";
import { parentPort, Worker } from "node:worker_threads";
import type { NodeWorker, WebWorker } from "./worker-port.js";

/** Number of threads that can run at the same time. */
export const parallelism = availableParallelism();

/**
 * Starts the worker of this package. Undefined if only the caller knows how. Flags of the process are not for it: some
 * prevent that it starts, others make it load more. The build bundles it, since one file loads in a third of the time.
 */
export const startWorker: (() => NodeWorker | WebWorker) | undefined = () =>
  new Worker(new URL("./worker-node.js", import.meta.url), { execArgv: [] });

/** Answers messages in a worker. The answer and its transfers are sent back. */
export function answerMessages(answer: (message: unknown) => readonly [unknown, ArrayBuffer[]]): void {
  parentPort?.on("message", (message) => parentPort?.postMessage(...answer(message)));
}

/** Sends a message from a worker. */
export function sendMessage(message: unknown): void {
  parentPort?.postMessage(message);
}
