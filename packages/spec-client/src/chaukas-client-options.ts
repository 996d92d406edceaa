// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Transport } from "@connectrpc/connect";

/** Options of {@link createChaukasClient}. Either `baseUrl` or `transport` is required. */
export interface ChaukasClientOptions {
  /** Address of the server: an absolute `http` or `https` URL, with a path if the server has one. */
  readonly baseUrl?: string | undefined;
  /** Key to send as `Authorization: Bearer …`. A call that sets this header itself keeps its value. Default: none. */
  readonly apiKey?: string | undefined;
  /**
   * Transport to use instead of the Connect protocol over `fetch`, for example `createGrpcTransport` of
   * `@connectrpc/connect-node`. It has its own base URL. Key, timeout and retries apply to it as well.
   */
  readonly transport?: Transport | undefined;
  /**
   * Time limit for one call including all its attempts, in milliseconds, from when it is first sent. 0 means no limit.
   * Default: 15 000.
   */
  readonly timeoutMs?: number | undefined;
  /** Changes to the default retry policy, or `false` for no retries. Default: 4 attempts within the timeout. */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
  /**
   * Maximum number of calls in flight. Further calls wait for their turn, in order, and their timeout starts when it
   * comes. While the server refuses calls for the moment, fewer are in flight. Default: 64.
   */
  readonly maxConcurrentCalls?: number | undefined;
}

/** How often, and after which delay, a call with a transient failure is retried. */
export interface RetryPolicy {
  /**
   * Maximum number of attempts, including the first one. 1 means no retries. An attempt that ends with
   * `resource_exhausted` and `Retry-After` does not count, because the server did not process it.
   */
  readonly maxAttempts: number;
  /** Upper bound of the delay before the second attempt, in milliseconds. Doubles with each further attempt. */
  readonly initialDelayMs: number;
  /** Upper bound of any delay, in milliseconds, except one that the server requests with `Retry-After`. */
  readonly maxDelayMs: number;
}

/** Defaults of the options of {@link createChaukasClient}. */
export const chaukasClientDefaults: {
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly maxConcurrentCalls: number;
} = {
  timeoutMs: 15_000,
  retry: { maxAttempts: 4, initialDelayMs: 200, maxDelayMs: 5_000 },
  maxConcurrentCalls: 64,
};
