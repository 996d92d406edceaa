// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import pg from "pg";

/** A value of a column as returned by the driver: large integers are text. */
export type Value = string | number | Uint8Array | string[] | null;

/** A row of a table, with its physical location. */
export type PlacedRow = Readonly<Record<string, Value>> & { readonly ctid: string };

/** A database as seen by an adversary who owns the tables. */
export interface PostgresMutator {
  readonly client: pg.Client;
  /** Runs a statement without the triggers, which are restored afterwards. Rejects if it changes nothing. */
  change(sql: string, values?: unknown[]): Promise<void>;
  /** Saves all rows for `restore`. */
  keep(tables: readonly string[]): Promise<void>;
  /** Restores all rows of a table. */
  restore(table: string): Promise<void>;
  close(): Promise<void>;
}

const triggers = [
  ["events", "events_are_never_changed"],
  ["events", "events_change_by_redaction"],
  ["redactions", "redactions_are_never_changed"],
  ["tiles", "tiles_are_never_changed"],
  ["checkpoints", "checkpoints_are_never_changed"],
];

/** Opens a database to make changes that the triggers prevent. */
export async function openPostgresMutator(url: string): Promise<PostgresMutator> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const alter = (change: string) =>
    triggers.map(([table, name]) => `alter table chaukas.${table} ${change} trigger ${name};`).join(" ");
  const change = async (sql: string, values: unknown[] = []) => {
    await client.query(`begin; ${alter("disable")}`);
    try {
      const { rowCount } = await client.query(sql, values);
      if (rowCount === 0) {
        throw new Error("statement: expected it to change a row");
      }
      await client.query(`${alter("enable always")} commit`);
    } catch (error) {
      await client.query("rollback");
      throw error;
    }
  };
  return {
    client,
    change,
    async keep(tables) {
      const copies = tables.map((table) => `create table kept.${table} as table chaukas.${table};`);
      await client.query(`create schema kept; ${copies.join(" ")}`);
    },
    async restore(table) {
      // The removed row may have been the only one of its table.
      await change(`with gone as (delete from chaukas.${table}) select`);
      await change(`insert into chaukas.${table} table kept.${table}`);
    },
    close: () => client.end(),
  };
}
