// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";

/** Work that is done again and again. */
export interface PeriodicRun {
  /** Resolves when what is under way is done, and no more will be. */
  stop(): Promise<void>;
}

/** Does a work at once and then again with pauses, until it is stopped. The work itself must not reject. */
export function runPeriodically(work: () => Promise<void>, pauseMs: number): PeriodicRun {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    while (!signal.aborted) {
      await work();
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => {});
    }
  };
  const ended = run();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
