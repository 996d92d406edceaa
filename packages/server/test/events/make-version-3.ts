// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { fromBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import pg from "pg";
import { toIndexedWords } from "../../src/store/sqlite/schema/indexed-words.js";
import { collectStrings, toWords } from "../../src/store/words/collect-words.js";
import { makePostgresVersion5, makeSqliteVersion5 } from "./make-version-5.js";

/** Turns an SQLite store that nobody has open into one of version 3, which stored words without facets. */
export function makeSqliteVersion3(file: string): void {
  makeSqliteVersion5(file);
  const database = new DatabaseSync(file);
  database.exec("BEGIN; INSERT INTO event_words (event_words) VALUES ('delete-all')");
  const insert = database.prepare("INSERT INTO event_words (rowid, words) VALUES (?, ?)");
  for (const { id, tenant_no: tenantNo, body } of database.prepare("SELECT id, tenant_no, body FROM events").all()) {
    const words = toWords(collectStrings(fromBinary(EventSchema, body as Uint8Array)));
    insert.run(id as number, toIndexedWords(tenantNo as number, words).join(" "));
  }
  database.exec("DROP TABLE cursors; PRAGMA user_version = 3; COMMIT");
  database.close();
}

/** Turns a PostgreSQL store into one of version 3, as a superuser. */
export async function makePostgresVersion3(url: string): Promise<void> {
  await makePostgresVersion5(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `begin;
       alter table chaukas.events disable trigger events_change_by_redaction;
       update chaukas.events set search_terms = array(
         select term from unnest(search_terms) with ordinality as t (term, n) where term not like '%·%' order by n);
       alter table chaukas.events enable always trigger events_change_by_redaction;
       alter table chaukas.events rename column search_terms to terms;
       drop table chaukas.cursors;
       update chaukas.schema_version set version = 3;
       commit`,
    );
  } finally {
    await client.end();
  }
}
