// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Pseudorandom numbers. The same seed always gives the same numbers. */
export interface Random {
  /** Returns a number from 0 inclusive to 1 exclusive. */
  next(): number;
  /** Returns an integer from 0 inclusive to the limit exclusive. */
  integer(limit: number): number;
  /** Returns true with the given probability. */
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** Returns a new generator that depends on the seed and on the number of previous splits. */
  split(): Random;
}

/** Creates a generator from a seed, using mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick<T>(values: readonly T[]): T {
      if (values.length === 0) {
        throw new RangeError("values: expected at least one to pick from, got none");
      }
      return values[integer(values.length)] as T;
    },
    bytes: (length) => Uint8Array.from({ length }, () => integer(256)),
    split: () => createRandom(integer(2 ** 32)),
  };
}
