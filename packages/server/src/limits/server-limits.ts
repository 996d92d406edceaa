// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ServerError } from "../errors/server-error.js";

/** Limits of the server. Calls that exceed one are refused with `resource_exhausted`, and pages end early. */
export interface ServerLimits {
  /** Maximum size of one event in binary form, in bytes. Default: 1 MiB. */
  readonly maxEventBytes: number;
  /** Maximum number of events in one batch, from 1 to 1000. Default: 1000. */
  readonly maxBatchSize: number;
  /** Maximum size of one request after decompression, in bytes. Default: 16 MiB. */
  readonly maxRequestBytes: number;
  /**
   * Maximum size of all requests being read or processed at the same time, in bytes. One tenant takes at most half of
   * it; a single request may take more while it is the only one. Default: 256 MiB.
   */
  readonly maxBufferedBytes: number;
  /** Maximum number of calls processed at the same time; at most half of them may be reads. Default: 256. */
  readonly maxConcurrentRequests: number;
  /**
   * Maximum number of calls waiting for their turn. Tenants take turns, and one tenant takes at most half of the
   * places. Default: 1024.
   */
  readonly maxQueuedRequests: number;
  /** Maximum size of all events on their way into the store, in bytes. Calls beyond it wait. Default: 64 MiB. */
  readonly maxPendingBytes: number;
  /**
   * Maximum size of one page of events in binary form, in bytes. A page ends early, with `has_more`, and contains at
   * least one event. Default: 4 MiB, the largest message that gRPC clients accept by default.
   */
  readonly maxPageBytes: number;
  /** Maximum number of streams of events that callers follow; at most half of them for one tenant. Default: 256. */
  readonly maxWatches: number;
}

/** Default limits. */
export const defaultServerLimits: ServerLimits = {
  maxEventBytes: 1024 * 1024,
  maxBatchSize: 1000,
  maxRequestBytes: 16 * 1024 * 1024,
  maxBufferedBytes: 256 * 1024 * 1024,
  maxConcurrentRequests: 256,
  maxQueuedRequests: 1024,
  maxPendingBytes: 64 * 1024 * 1024,
  maxPageBytes: 4 * 1024 * 1024,
  maxWatches: 256,
};

/** Fills in defaults. Throws a `ServerError` if a limit is not an integer or is out of range. */
export function resolveLimits(given: Partial<ServerLimits> = {}): ServerLimits {
  const limits = { ...defaultServerLimits, ...given };
  for (const [name, value] of Object.entries(limits)) {
    const min = name === "maxQueuedRequests" ? 0 : 1;
    const max = name === "maxBatchSize" ? 1000 : 2 ** 31 - 1;
    if (!Number.isInteger(value) || value < min || value > max) {
      const range = `from ${min} to ${max}`;
      throw new ServerError("invalid_option", `limits.${name}`, `expected an integer ${range}, got ${value}`);
    }
  }
  return limits;
}
