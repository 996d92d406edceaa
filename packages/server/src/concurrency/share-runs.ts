// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Shares runs of a slow function among calls with the same key. A call during a run waits for the next run, together
 * with all calls that arrive before that run starts. So the run that settles a call always starts after the call.
 */
export function shareRuns<Result, Key = void>(run: (key: Key) => Promise<Result>): (key: Key) => Promise<Result> {
  const running = new Map<Key, Promise<Result>>();
  const waiting = new Map<Key, Promise<Result>>();

  function start(key: Key): Promise<Result> {
    waiting.delete(key);
    const started = run(key).finally(() => {
      if (running.get(key) === started) {
        running.delete(key);
      }
    });
    running.set(key, started);
    return started;
  }

  return (key) => {
    const current = running.get(key);
    const next =
      waiting.get(key) ??
      current?.then(
        () => start(key),
        () => start(key),
      );
    if (next === undefined) {
      return start(key);
    }
    waiting.set(key, next);
    return next;
  };
}
