// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { ReportFinding } from "../../check/store-finding.js";
import { toSequence } from "../schema/row-id.js";

/** Returns the entry for a tag of an event, as `event_tags` stores it. */
export function tagEntry(tenantNo: unknown, tag: unknown, seconds: unknown, nanos: unknown): string {
  return JSON.stringify([tenantNo, tag, seconds, nanos]);
}

/** Reports events whose rows in `event_tags` differ from their tags. */
export function checkTags(database: DatabaseSync, expected: EntrySums, report: ReportFinding): void {
  const found = createEntrySums(expected.hashEntry);
  const select = database.prepare("SELECT tenant_no, tag, seconds, nanos, id FROM event_tags");
  for (const { tenant_no, tag, seconds, nanos, id } of select.iterate()) {
    found.add(Number(id), tagEntry(tenant_no, tag, seconds, nanos));
  }
  for (const id of findDifferences(expected, found)) {
    report({ table: "event_tags", sequence: toSequence(id), message: "expected the tags of the event, found others" });
  }
}

/** Reports events whose entries in the word index differ from their words. */
export function checkWords(database: DatabaseSync, expected: EntrySums, report: ReportFinding): void {
  const found = createEntrySums(expected.hashEntry);
  database.exec("CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab(main, event_words, instance)");
  try {
    for (const row of database.prepare("SELECT term, doc FROM temp.indexed_words").iterate()) {
      found.add(Number(row["doc"]), String(row["term"]));
    }
  } finally {
    database.exec("DROP TABLE temp.indexed_words");
  }
  for (const id of findDifferences(expected, found)) {
    const message = "expected the words of the event, found others";
    report({ table: "event_words", sequence: toSequence(id), message });
  }
}

/** The sum of two numbers below this modulus is a safe integer. */
const modulus = 2 ** 48;
const maxKnown = 500_000;

/** Hashes an entry. Entries with the same sum as others cannot be constructed without the key. */
type HashEntry = (entry: string) => number;

/** Returns a function that hashes entries with a new random key. */
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

/** Sums over the entries of each event in an index. A sum does not depend on the order of the entries. */
export interface EntrySums {
  readonly hashEntry: HashEntry;
  readonly byId: ReadonlyMap<number, number>;
  add(id: number, entry: string): void;
}

/** Creates sums without entries. */
export function createEntrySums(hashEntry: HashEntry): EntrySums {
  const byId = new Map<number, number>();
  return {
    hashEntry,
    byId,
    add: (id, entry) => void byId.set(id, ((byId.get(id) ?? 0) + hashEntry(entry)) % modulus),
  };
}

/** Returns the ids of events that do not have the same entries in both. */
function findDifferences(one: EntrySums, other: EntrySums): number[] {
  const different = [...one.byId].filter(([id, sum]) => other.byId.get(id) !== sum).map(([id]) => id);
  return [...different, ...[...other.byId.keys()].filter((id) => !one.byId.has(id))];
}
