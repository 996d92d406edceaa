// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";

/** Work that runs repeatedly. */
export interface PeriodicRun {
  /** Starts no further runs, and resolves when the current one has finished. */
  stop(): Promise<void>;
}

/** Runs `work` at once and then repeatedly, with a pause after each run, until stopped. `work` must not reject. */
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
