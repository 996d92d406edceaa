// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import type { NoteVerifier } from "@chaukas/spec-integrity";
import { checkSqlite } from "../store/sqlite/check/check-sqlite.js";
import { applicationId, migrations } from "../store/sqlite/schema/schema.js";
import { requireSqlitePath } from "../store/sqlite-path-of.js";
import { CliError } from "./cli-error.js";
import { collectFindings, type FsckResult } from "./collect-findings.js";
import { createProgress } from "./create-progress.js";
import { requireStoreFile } from "./require-store-file.js";

/** Checks a store in SQLite. */
export function checkFile(url: string, verifiers: readonly NoteVerifier[]): FsckResult {
  const file = requireSqlitePath(url);
  requireStoreFile(url);
  const database = openDatabase(file);
  const [row] = database.prepare("SELECT coalesce(sum(next_sequence), 0) AS events FROM heads").all();
  const progress = createProgress(Number(row?.["events"]), "events");
  const found = collectFindings();
  try {
    const events = checkSqlite(database, found.report, {
      verifiers,
      onProgress: (count) => (count % 1000 === 0 ? progress.update(count) : undefined),
    });
    return found.result(events);
  } finally {
    progress.stop();
    database.close();
  }
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  const read = (name: string) => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
  if (read("application_id") !== applicationId || read("user_version") !== migrations.length) {
    database.close();
    throw new CliError(
      `store: ${file}: expected a database of this version of @chaukas/server`,
      "check the path; start the server once, if it is of an older version",
    );
  }
  database.exec("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536");
  return database;
}
