// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import pg from "pg";
import type { BareRow } from "./bare-table.ts";

/** A bare table of events in PostgreSQL with the columns of {@link BareRow} and the B-tree indexes of the store. */
export interface BarePostgresTable {
  /** Inserts events in one durable statement over the connection of a number. */
  insert(connection: number, rows: readonly BareRow[]): Promise<void>;
  close(): Promise<void>;
}

const columns = {
  sequence: "bigint",
  tenant_id: "text",
  seconds: "bigint",
  nanos: "integer",
  type: "integer",
  status: "integer",
  severity: "integer",
  received_ms: "bigint",
  revision: "integer",
  event_id: "text",
  project_id: "text",
  session_id: "text",
  agent_id: "text",
  span_id: "text",
  trace_id: "text",
  body: "bytea",
};

/** Creates the table beside those of a store, from whose table of events it takes the indexes. */
export async function createBarePostgresTable(url: string, connections: number): Promise<BarePostgresTable> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const [first] = clients as [pg.Client];
  const types = Object.entries(columns).map(
    ([name, type]) => `${name} ${type}${type === "text" ? ' collate "C"' : ""}`,
  );
  await first.query(`create table bare (${types.join(", ")})`);
  const { rows } = await first.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where schemaname = 'chaukas' and tablename = 'events' and indexdef ~ 'USING btree'",
  );
  for (const { indexdef } of rows) {
    await first.query(indexdef.replace(/INDEX \S+ ON \S+/, "INDEX ON bare"));
  }
  const text = `insert into bare select * from unnest(${Object.values(columns).map((type, place) => `$${place + 1}::${type}[]`)})`;
  let sequence = 0;
  return {
    async insert(connection, added) {
      const values: unknown[][] = Object.keys(columns).map(() => []);
      for (const row of added) {
        [sequence++, `tenant ${row[0]}`, ...row.slice(1)].forEach((value, place) => void values[place]?.push(value));
      }
      await clients[connection]?.query({ name: "insert", text, values });
    },
    async close() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}
