// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Pseudorandom choices. The same seed always leads to the same choices. */
export interface Random {
  /** Returns an integer from 0 inclusive to the limit exclusive. */
  integer(limit: number): number;
  /** Returns true with the given probability. */
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Returns some of the values, in order: at least one if there is one. */
  some<T>(values: readonly T[], probability?: number): T[];
  shuffle<T>(values: readonly T[]): T[];
  /** Returns a new generator that depends on the seed and on the choices so far. */
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
  const random: Random = {
    integer: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    pick<T>(values: readonly T[]): T {
      if (values.length === 0) {
        throw new RangeError("values: expected at least one to pick from, got none");
      }
      return values[random.integer(values.length)] as T;
    },
    some(values, probability = 0.3) {
      const chosen = values.filter(() => random.chance(probability));
      return chosen.length > 0 || values.length === 0 ? chosen : [random.pick(values)];
    },
    shuffle(values) {
      const shuffled = [...values];
      for (let index = shuffled.length - 1; index > 0; index--) {
        const other = random.integer(index + 1);
        [shuffled[index], shuffled[other]] = [shuffled[other] as never, shuffled[index] as never];
      }
      return shuffled;
    },
    split: () => createRandom(random.integer(2 ** 32)),
  };
  return random;
}
