// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Keeps count of calls under way, so that closing can wait for them. */
export interface CallTracker {
  <Result>(call: Promise<Result>): Promise<Result>;
  /** Resolves when no call is under way, whatever became of them. */
  settled(): Promise<void>;
}

export function trackCalls(): CallTracker {
  const underWay = new Set<Promise<unknown>>();
  const track = <Result>(call: Promise<Result>): Promise<Result> => {
    underWay.add(call);
    const done = () => underWay.delete(call);
    call.then(done, done);
    return call;
  };
  return Object.assign(track, {
    async settled() {
      await Promise.allSettled(underWay);
    },
  });
}
