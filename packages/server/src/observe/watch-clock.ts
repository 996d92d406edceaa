// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A clock that reports when it is set back. */
export interface WatchedClock {
  /** Returns the time in milliseconds since the Unix epoch, as the clock of the machine has it. */
  now(): number;
  /** Reports the clock if it is behind a time that has passed, such as that of a stored event. */
  expectAfter(ms: number): void;
}

/** Steps up to this are usual where time is kept by NTP, and are added up. */
const toleranceMs = 1_000;

/**
 * Watches a clock. When it is more than a second behind the latest time so far, `onStepBack` gets the difference, once
 * for each step.
 */
export function watchClock(now: () => number, onStepBack: (behindMs: number) => void): WatchedClock {
  let latestMs = Number.NEGATIVE_INFINITY;
  const compare = (ms: number): void => {
    if (latestMs - ms > toleranceMs) {
      const behindMs = latestMs - ms;
      latestMs = ms;
      onStepBack(behindMs);
    } else {
      latestMs = Math.max(latestMs, ms);
    }
  };
  return {
    now() {
      const ms = now();
      compare(ms);
      return ms;
    },
    expectAfter(ms) {
      latestMs = Math.max(latestMs, ms);
      compare(now());
    },
  };
}
