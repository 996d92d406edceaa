// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";

/** Turns an SQLite store that nobody has open into one of version 6, which had one index of sessions. */
export function makeSqliteVersion6(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(
    `BEGIN;
     DROP INDEX session_names_by_name; DROP INDEX sessions_by_project; DROP INDEX sessions_by_class;
     ALTER TABLE sessions DROP COLUMN class;
     CREATE INDEX sessions_by_time ON sessions (tenant_no, last_seconds, last_nanos, session_id, project_id);
     PRAGMA user_version = 6;
     COMMIT`,
  );
  database.close();
}
