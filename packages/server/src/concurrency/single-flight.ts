// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Shares runs among concurrent calls: a call joins the current run for its key, if any, and gets its result. */
export function singleFlight<Result, Key = void>(run: (key: Key) => Promise<Result>): (key: Key) => Promise<Result> {
  const running = new Map<Key, Promise<Result>>();
  return (key) => {
    const joined = running.get(key) ?? run(key).finally(() => running.delete(key));
    running.set(key, joined);
    return joined;
  };
}
