// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash, randomBytes } from "node:crypto";

/** Two sums modulo this one are added without loss. */
const modulus = 2 ** 48;
const maxKnown = 500_000;

/** What hashes entries, so that nobody can make up others with the same sum. */
export type HashEntry = (entry: string) => number;

/** Draws a key, and returns what hashes entries under it. */
export function createEntryHash(): HashEntry {
  const key = randomBytes(16).toString("hex");
  const known = new Map<string, number>();
  return (entry) => {
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
}

/** Sums over the entries that an index has for each event: the same for the same entries, in whatever order they come. */
export interface EntrySums {
  readonly hashEntry: HashEntry;
  readonly byId: ReadonlyMap<number, number>;
  add(id: number, entry: string): void;
}

/** Begins with nothing. */
export function createEntrySums(hashEntry: HashEntry): EntrySums {
  const byId = new Map<number, number>();
  return {
    hashEntry,
    byId,
    add: (id, entry) => void byId.set(id, ((byId.get(id) ?? 0) + hashEntry(entry)) % modulus),
  };
}

/** Events of which two do not have the same entries. */
export function findUneven(one: EntrySums, other: EntrySums): number[] {
  const uneven = [...one.byId].filter(([id, sum]) => other.byId.get(id) !== sum).map(([id]) => id);
  return [...uneven, ...[...other.byId.keys()].filter((id) => !one.byId.has(id))];
}
