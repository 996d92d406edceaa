// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ServerError } from "../errors/server-error.js";

/** How much the server takes at once. Every limit is refused with `resource_exhausted`. */
export interface ServerLimits {
  /** Most bytes of one event in binary form. Default: 1 MiB. */
  readonly maxEventBytes: number;
  /** Most events in one batch, from 1 to 1000. Default: 1000. */
  readonly maxBatchSize: number;
  /** Most bytes of one request after decompression. Default: 16 MiB. */
  readonly maxRequestBytes: number;
  /**
   * Most bytes of requests that are read or worked on at the same time. One tenant takes at most half of them; a request
   * that is alone may have more. Default: 256 MiB.
   */
  readonly maxBufferedBytes: number;
  /** Most calls that are worked on at the same time; at most half of them only read. Default: 256. */
  readonly maxConcurrentRequests: number;
  /**
   * Most calls that wait for their turn. Turns go round the tenants, and one tenant takes at most half of the
   * places. Default: 1024.
   */
  readonly maxQueuedRequests: number;
  /** Most bytes of events on their way into the store. Calls beyond that wait. Default: 64 MiB. */
  readonly maxPendingBytes: number;
}

/** Limits where no other is given. */
export const defaultServerLimits: ServerLimits = {
  maxEventBytes: 1024 * 1024,
  maxBatchSize: 1000,
  maxRequestBytes: 16 * 1024 * 1024,
  maxBufferedBytes: 256 * 1024 * 1024,
  maxConcurrentRequests: 256,
  maxQueuedRequests: 1024,
  maxPendingBytes: 64 * 1024 * 1024,
};

/** Fills in defaults. Throws a `ServerError` when a limit is no integer or out of its range. */
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
