// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Makes a function that does one thing at a time for each key. Who asks while one is under way shares the next one,
 * which sees all that happened before it was asked for.
 */
export function createTurns<Result>(work: (key: string) => Promise<Result>): (key: string) => Promise<Result> {
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<Result>>();
  return (key) => {
    const shared = waiting.get(key);
    if (shared !== undefined) {
      return shared;
    }
    const turn = begin();
    waiting.set(key, turn);
    return turn;

    async function begin(): Promise<Result> {
      await running.get(key);
      waiting.delete(key);
      const done = work(key);
      const settled = done.then(
        () => {},
        () => {},
      );
      running.set(key, settled);
      try {
        return await done;
      } finally {
        if (running.get(key) === settled) {
          running.delete(key);
        }
      }
    }
  };
}
