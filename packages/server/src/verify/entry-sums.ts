// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash, randomBytes } from "node:crypto";

const modulus = 2 ** 48;
const maxKnown = 500_000;

/**
 * Sums over the entries that an index has for each event, which are the same for the same entries in whatever order
 * they come. Nobody can make up others with the same sums, since they hang on a key that is drawn for each check.
 */
export interface EntrySums {
  /** Adds an entry of an event. */
  add(id: number, entry: string): void;
  /** Takes an entry away. */
  subtract(id: number, entry: string): void;
  /** Events whose entries do not come out even. */
  uneven(): number[];
}

/** Begins with nothing. */
export function createEntrySums(): EntrySums {
  const key = randomBytes(16).toString("hex");
  const known = new Map<string, number>();
  const sums = new Map<number, number>();
  const worthOf = (entry: string): number => {
    let value = known.get(entry);
    if (value === undefined) {
      if (known.size >= maxKnown) {
        known.clear();
      }
      value = Number.parseInt(hash("sha256", `${key}${entry}`, "hex").slice(0, 12), 16);
      known.set(entry, value);
    }
    return value;
  };
  const change = (id: number, by: number) => {
    const sum = ((sums.get(id) ?? 0) + by) % modulus;
    sums.set(id, sum);
  };
  return {
    add: (id, entry) => change(id, worthOf(entry)),
    subtract: (id, entry) => change(id, modulus - worthOf(entry)),
    uneven: () => [...sums].filter(([, sum]) => sum !== 0).map(([id]) => id),
  };
}
