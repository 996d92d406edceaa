// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasHandlerOptions } from "./chaukas-options.js";

/** Default limits. */
const defaultLimits = { maxBatchSize: 1000, maxEventBytes: 2 ** 20, maxRequestBytes: 16 * 2 ** 20 } as const;

export type Limits = Readonly<Record<keyof typeof defaultLimits, number>>;

/** Fills in the default limits. Throws `RangeError` for an invalid limit. */
export function resolveLimits(options: ChaukasHandlerOptions): Limits {
  const largest = { maxBatchSize: 1000, maxEventBytes: 2 ** 31 - 1, maxRequestBytes: 2 ** 31 - 1 };
  const names = Object.keys(defaultLimits) as (keyof typeof defaultLimits)[];
  const limits = names.map((name) => {
    const value = options[name] ?? defaultLimits[name];
    checkLimit(name, value, largest[name]);
    return [name, value];
  });
  return Object.fromEntries(limits) as Limits;
}

/** Throws `RangeError` for a limit that is not an integer from 1 to the maximum. */
export function checkLimit(name: string, value: number, largest: number): void {
  if (!(Number.isInteger(value) && value >= 1 && value <= largest)) {
    throw new RangeError(`${name}: expected an integer from 1 to ${largest}, got ${value}`);
  }
}
