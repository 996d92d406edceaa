// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { ReportFinding } from "../../check/store-finding.js";
import { toSequence } from "../schema/event-place.js";
import { createEntrySums, type EntrySums, findUneven } from "./entry-sums.js";

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
