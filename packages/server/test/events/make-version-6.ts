// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import pg from "pg";

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

/** Turns a PostgreSQL store into one of version 6, as a superuser. */
export async function makePostgresVersion6(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `begin;
       drop index chaukas.session_names_by_name, chaukas.sessions_by_project, chaukas.sessions_by_class;
       create index sessions_by_time on chaukas.sessions (tenant_id, last_ns, session_id, project_id);
       update chaukas.schema_version set version = 6;
       commit`,
    );
  } finally {
    await client.end();
  }
}
