// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { ReportFinding } from "../../check/store-finding.js";
import { toSequence } from "../schema/row-id.js";

/** An entry for a tag of an event, as `event_tags` holds it. */
export function tagEntry(tenantNo: unknown, tag: unknown, seconds: unknown, nanos: unknown): string {
  return JSON.stringify([tenantNo, tag, seconds, nanos]);
}

/** Reports events whose rows in `event_tags` are not their tags. */
export function checkTags(database: DatabaseSync, expected: EntrySums, report: ReportFinding): void {
  const found = createEntrySums(expected.hashEntry);
  const select = database.prepare("SELECT tenant_no, tag, seconds, nanos, id FROM event_tags");
  for (const { tenant_no, tag, seconds, nanos, id } of select.iterate()) {
    found.add(Number(id), tagEntry(tenant_no, tag, seconds, nanos));
  }
  for (const id of findUneven(expected, found)) {
    report({ table: "event_tags", sequence: toSequence(id), message: "they are not the tags of the event" });
  }
}

/** Reports events that are not found by just their words. */
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
  for (const id of findUneven(expected, found)) {
    const message = "the words under which the event is found are not those of the event";
    report({ table: "event_words", sequence: toSequence(id), message });
  }
}

/** Two sums modulo this one are added without loss. */
const modulus = 2 ** 48;
const maxKnown = 500_000;

/** What hashes entries, so that nobody can make up others with the same sum. */
type HashEntry = (entry: string) => number;

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
function findUneven(one: EntrySums, other: EntrySums): number[] {
  const uneven = [...one.byId].filter(([id, sum]) => other.byId.get(id) !== sum).map(([id]) => id);
  return [...uneven, ...[...other.byId.keys()].filter((id) => !one.byId.has(id))];
}
