// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Makes calls for a key share runs of what takes long: a call while a run is under way waits for the next one, together
 * with all calls until it begins. So a run that settles a call has begun after it.
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
