// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import pg from "pg";

/** A stored row, with each column as text. */
export type StoredRow = Readonly<Record<string, string>>;

const columns =
  "seconds, nanos, type, status, severity, event_id, project_id, session_id, agent_id, span_id, trace_id, body";
const sqliteTags = "(SELECT json_group_array(tag) FROM event_tags WHERE event_tags.id = events.id) AS tags";

// Terms are prefixed with four characters of their tenant.
const postgresTerms = ["tags", "search_terms"].map(
  (name) => `array(select substr(term, 5) from unnest(${name}) with ordinality as t (term, n) order by n) as ${name}`,
);

/** Reads the stored rows of a tenant's events directly from the database, in the order of the log. */
export async function readStoredRows(store: string, tenantId: string): Promise<StoredRow[]> {
  const rows = store.startsWith("postgres://") ? await readPostgres(store, tenantId) : readSqlite(store, tenantId);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toText(value)])));
}

function readSqlite(file: string, tenantId: string): Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const sql = `SELECT id % 4294967296 AS sequence, ${columns}, ${sqliteTags} FROM events
      WHERE tenant_no = (SELECT tenant_no FROM heads WHERE tenant_id = ?) ORDER BY id`;
    return database.prepare(sql).all(tenantId);
  } finally {
    database.close();
  }
}

async function readPostgres(url: string, tenantId: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql = `select sequence, ${columns}, ${postgresTerms} from chaukas.events where tenant_id = $1 order by sequence`;
    return (await client.query<Record<string, unknown>>(sql, [tenantId])).rows;
  } finally {
    await client.end();
  }
}

function toText(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : JSON.stringify(value);
}
