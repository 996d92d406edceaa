// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ServerError } from "../errors/server-error.js";
import { defaultServerLimits, type ServerLimits } from "./server-limits.js";

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
