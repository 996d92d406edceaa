// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Thread } from "./create-thread.js";

interface Waiting {
  readonly method: string;
  readonly argument: unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Spreads calls over threads: each has one at a time, so that none waits behind a long one while another is idle. */
export function createThreadPool(threads: readonly Thread[]): Pick<Thread, "call" | "close"> {
  const idle = [...threads];
  const waiting: Waiting[] = [];

  const start = () => {
    while (idle.length > 0 && waiting.length > 0) {
      const thread = idle.pop() as Thread;
      const { method, argument, resolve, reject } = waiting.shift() as Waiting;
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
