// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** How often, and after what pause, a call that failed for a passing reason is made again. */
export interface RetryPolicy {
  /** Calls in all, the first one included. 1 means that nothing is tried again. */
  readonly maxAttempts: number;
  /** Upper bound of the pause before the second attempt, in milliseconds. It doubles with each further one. */
  readonly initialDelayMs: number;
  /** Upper bound of any pause, in milliseconds, except one that the server asks for with `Retry-After`. */
  readonly maxDelayMs: number;
}
