// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { toSequence } from "../store/sqlite/event-place.js";
import type { EntrySums } from "./entry-sums.js";
import type { ReportFinding } from "./store-finding.js";

/** Takes away what `event_tags` holds, and reports events whose tags are not those of the event. */
export function checkTags(database: DatabaseSync, tags: EntrySums, report: ReportFinding): void {
  const select = database.prepare("SELECT tenant_no, tag, seconds, nanos, id FROM event_tags");
  for (const row of select.iterate() as Iterable<Record<string, string | number>>) {
    tags.subtract(Number(row["id"]), JSON.stringify([row["tenant_no"], row["tag"], row["seconds"], row["nanos"]]));
  }
  for (const id of tags.uneven()) {
    report({ table: "event_tags", sequence: toSequence(id), message: "they are not the tags of the event" });
  }
}

/** Takes away what the full-text index holds, and reports events that are not found by just their words. */
export function checkWords(database: DatabaseSync, words: EntrySums, report: ReportFinding): void {
  database.exec("CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab(main, event_words, instance)");
  try {
    const select = database.prepare("SELECT term, doc FROM temp.indexed_words");
    for (const row of select.iterate() as Iterable<{ term: string; doc: number }>) {
      words.subtract(row.doc, row.term);
    }
  } finally {
    database.exec("DROP TABLE temp.indexed_words");
  }
  for (const id of words.uneven()) {
    const message = "the words under which the event is found are not those of the event";
    report({ table: "event_words", sequence: toSequence(id), message });
  }
}
