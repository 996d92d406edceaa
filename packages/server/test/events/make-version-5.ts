// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { countColumns } from "../../src/store/sessions/session-share.js";
import { makePostgresVersion6, makeSqliteVersion6 } from "./make-version-6.js";

/** Turns an SQLite store that nobody has open into one of version 5, which kept no summaries of sessions. */
export function makeSqliteVersion5(file: string): void {
  makeSqliteVersion6(file);
  const database = new DatabaseSync(file);
  database.exec("BEGIN; DROP TABLE session_names; DROP INDEX sessions_by_time");
  for (const column of countColumns) {
    database.exec(`ALTER TABLE sessions DROP COLUMN ${column}`);
  }
  database.exec("PRAGMA user_version = 5; COMMIT");
  database.close();
}

/** Turns a PostgreSQL store into one of version 5, as a superuser. */
export async function makePostgresVersion5(url: string): Promise<void> {
  await makePostgresVersion6(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `begin;
       drop table chaukas.session_names;
       drop index chaukas.sessions_by_time;
       alter table chaukas.sessions ${countColumns.map((column) => `drop column ${column}`).join(", ")};
       alter table chaukas.sessions rename column first_ns to first_time;
       alter table chaukas.sessions rename column last_ns to last_time;
       update chaukas.schema_version set version = 5;
       commit`,
    );
  } finally {
    await client.end();
  }
}
