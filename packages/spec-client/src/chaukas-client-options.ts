// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Transport } from "@connectrpc/connect";

/** Options of {@link createChaukasClient}. Either `baseUrl` or `transport` is needed. */
export interface ChaukasClientOptions {
  /** Where the server is: an absolute `http` or `https` URL, with a path if the server has one. */
  readonly baseUrl?: string | undefined;
  /** Key that is sent as `Authorization: Bearer …`. Calls that set this header themselves keep theirs. Default: none. */
  readonly apiKey?: string | undefined;
  /**
   * Transport to use in place of the Connect protocol over `fetch`, for example `createGrpcTransport` of
   * `@connectrpc/connect-node`. It brings its own base URL; key, timeout and retries apply to it as well.
   */
  readonly transport?: Transport | undefined;
  /** Time for one call with all its attempts, in milliseconds. 0 means no limit. Default: 15 000. */
  readonly timeoutMs?: number | undefined;
  /** Changes to the default retry policy, or `false` for none. Default: 4 attempts within the timeout. */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
}

/** How often, and after what pause, a call that failed for a passing reason is made again. */
export interface RetryPolicy {
  /** Calls in all, the first one included. 1 means that nothing is tried again. */
  readonly maxAttempts: number;
  /** Upper bound of the pause before the second attempt, in milliseconds. It doubles with each further one. */
  readonly initialDelayMs: number;
  /** Upper bound of any pause, in milliseconds, except one that the server asks for with `Retry-After`. */
  readonly maxDelayMs: number;
}

/** What {@link createChaukasClient} assumes where an option is left out. */
export const chaukasClientDefaults: { readonly timeoutMs: number; readonly retry: RetryPolicy } = {
  timeoutMs: 15_000,
  retry: { maxAttempts: 4, initialDelayMs: 200, maxDelayMs: 5_000 },
};
