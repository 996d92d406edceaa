// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../../contract/store-error.js";
import { createTransactionRunner } from "../schema/create-transaction-runner.js";

const maxAttempts = 3;

/**
 * Removes what redactions have left behind: the word index keeps parts of words to find its pages, database pages keep
 * copies of rows that have moved elsewhere, and the write-ahead log keeps old pages. All of them are rewritten, which
 * takes time in proportion to the size of the database. Does nothing when nothing was redacted since the last purge.
 */
export function purge(database: DatabaseSync, file: string): void {
  const redactions = Number(database.prepare("SELECT count(*) AS count FROM redactions").get()?.["count"]);
  const before = database.prepare("SELECT value FROM meta WHERE name = 'purged_redactions'").get()?.["value"];
  if (redactions === Number(Buffer.from((before as Uint8Array | undefined) ?? []).toString() || "0")) {
    return;
  }
  rewriteWords(database);
  // A large database does not fit in memory.
  database.exec("PRAGMA temp_store = FILE");
  try {
    database.exec("VACUUM");
  } finally {
    database.exec("PRAGMA temp_store = MEMORY");
  }
  emptyWriteAheadLog(database, file);
  const save = "INSERT INTO meta VALUES ('purged_redactions', ?) ON CONFLICT DO UPDATE SET value = excluded.value";
  database.prepare(save).run(Buffer.from(String(redactions)));
}

/** Rewrites the word index as one segment. FTS5 skips an index of one segment, hence the temporary entry. */
function rewriteWords(database: DatabaseSync): void {
  createTransactionRunner(database)(() => database.exec("INSERT INTO event_words (rowid, words) VALUES (0, '0')"));
  createTransactionRunner(database)(() => {
    database.exec("INSERT INTO event_words (event_words) VALUES ('optimize')");
    database.exec("INSERT INTO event_words (event_words, rowid, words) VALUES ('delete', 0, '0')");
  });
}

function emptyWriteAheadLog(database: DatabaseSync, file: string): void {
  for (let attempt = 1; ; attempt++) {
    const busy = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.["busy"];
    if (busy === 0) {
      return;
    }
    if (attempt === maxAttempts) {
      const problem = "its write-ahead log is being read and cannot be emptied";
      throw new StoreError("unavailable", `database ${file}: ${problem}; try again`);
    }
  }
}
