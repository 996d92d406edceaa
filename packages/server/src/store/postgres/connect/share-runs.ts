// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Makes calls share runs of what takes long: who calls while a run is under way waits for the next one, together with
 * all who call until it begins. So a run that settles a call has begun after it.
 */
export function shareRuns(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    next = undefined;
    const started = run().finally(() => {
      running = running === started ? undefined : running;
    });
    running = started;
    return started;
  }

  return () => {
    if (running === undefined) {
      return start();
    }
    next ??= running.then(start, start);
    return next;
  };
}
