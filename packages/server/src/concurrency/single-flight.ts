// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Makes calls for a key join the run for that key that is under way, where there is one, and get its result. */
export function singleFlight<Result, Key = void>(run: (key: Key) => Promise<Result>): (key: Key) => Promise<Result> {
  const underWay = new Map<Key, Promise<Result>>();
  return (key) => {
    const joined = underWay.get(key) ?? run(key).finally(() => underWay.delete(key));
    underWay.set(key, joined);
    return joined;
  };
}
