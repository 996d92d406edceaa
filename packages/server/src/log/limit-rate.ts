// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Lets a few things through in every period of time, and counts the others. */
export interface RateLimit {
  /** Whether one more may pass now, and how many were held back since the last one that did. */
  take(): { readonly pass: boolean; readonly held: number };
}

/** Makes a limit of `most` things in `periodMs`. */
export function createRateLimit(most: number, periodMs: number, now: () => number = Date.now): RateLimit {
  let start = Number.NEGATIVE_INFINITY;
  let passed = 0;
  let held = 0;
  return {
    take() {
      if (now() - start >= periodMs) {
        start = now();
        passed = 0;
      }
      if (passed >= most) {
        held += 1;
        return { pass: false, held };
      }
      passed += 1;
      const result = { pass: true, held };
      held = 0;
      return result;
    },
  };
}
