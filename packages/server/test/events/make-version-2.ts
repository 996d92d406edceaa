// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { fromBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import pg from "pg";
import { toOwnTerms } from "../../src/store/postgres/connect/own-terms.js";
import { toIndexedWords } from "../../src/store/sqlite/schema/indexed-words.js";
import { makePostgresVersion5, makeSqliteVersion5 } from "./make-version-5.js";

/** Returns the words that version 2 of the schema stored for an event of `makeNewEvent` whose content is a message. */
function wordsOfVersion2(body: Uint8Array): string[] {
  const { eventId, tenantId, projectId, sessionId, agentId, tags, content } = fromBinary(EventSchema, body);
  const text = content.case === "message" ? content.value.text : "";
  const strings = [eventId, tenantId, projectId, sessionId, agentId, ...tags, text].join("\n");
  const folded = strings.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
  return [...new Set(folded.match(/[\p{L}\p{M}\p{N}]+/gu))];
}

/** Turns an SQLite store that nobody has open into one of version 2. */
export function makeSqliteVersion2(file: string): void {
  makeSqliteVersion5(file);
  const database = new DatabaseSync(file);
  database.exec("BEGIN; INSERT INTO event_words (event_words) VALUES ('delete-all')");
  const insert = database.prepare("INSERT INTO event_words (rowid, words) VALUES (?, ?)");
  for (const { id, tenant_no: tenantNo, body } of database.prepare("SELECT id, tenant_no, body FROM events").all()) {
    insert.run(id as number, toIndexedWords(tenantNo as number, wordsOfVersion2(body as Uint8Array)).join(" "));
  }
  database.exec("DROP TABLE cursors; PRAGMA user_version = 2; COMMIT");
  database.close();
}

/** Turns a PostgreSQL store into one of version 2, as a superuser. */
export async function makePostgresVersion2(url: string): Promise<void> {
  await makePostgresVersion5(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select tenant_id, sequence, body from chaukas.events");
    const terms = rows.map(({ tenant_id, sequence, body }) => ({
      ...{ tenant_id, sequence },
      terms: toOwnTerms(tenant_id, wordsOfVersion2(body)),
    }));
    await client.query("begin; alter table chaukas.events disable trigger events_change_by_redaction");
    await client.query(
      `update chaukas.events e set search_terms = n.terms
         from json_to_recordset($1) as n(tenant_id text, sequence bigint, terms text[])
        where e.tenant_id = n.tenant_id and e.sequence = n.sequence`,
      [JSON.stringify(terms)],
    );
    await client.query(
      `alter table chaukas.events enable always trigger events_change_by_redaction;
       alter table chaukas.events rename column search_terms to words;
       drop table chaukas.cursors;
       update chaukas.schema_version set version = 2; commit`,
    );
  } finally {
    await client.end();
  }
}
