// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { StoreError } from "../store-error.js";
import { createConnections } from "./create-connections.js";
import { parseHosts } from "./parse-hosts.js";

/** Tables in which old versions of rows, or samples of them, hold what was redacted. */
const selectRights = `
  select pg_has_role(c.relowner, 'usage') as owns_events,
         pg_has_role(d.datdba, 'usage') as owns_database,
         pg_has_role('pg_checkpoint', 'usage') as may_checkpoint,
         has_function_privilege('pg_catalog.pg_switch_wal()', 'execute') as may_switch
    from pg_class c, pg_database d
   where c.oid = 'chaukas.events'::regclass and d.datname = current_database()`;

/**
 * Writes the table of events and its indexes anew, without what redactions have left in them, and the statistics
 * about it. Nobody reads or appends events meanwhile. The write-ahead log is moved on, where the role may do so: then
 * PostgreSQL drops what came before, or keeps it for reuse where `wal_recycle` is on.
 *
 * Rejects with a `StoreError` of code `unsupported` when the role owns neither the tables nor the database.
 */
export async function purgePostgres(
  url: string,
  { connectTimeoutMs, retryMs }: { readonly connectTimeoutMs: number; readonly retryMs: number },
): Promise<void> {
  // No timeout for answers: it takes as long as the table is large.
  const connections = createConnections(parseHosts(url), {
    maxConnections: 1,
    connectTimeoutMs,
    retryMs,
    answerTimeoutMs: 0,
  });
  try {
    await connections.use(purge);
  } finally {
    await connections.close();
  }
}

async function purge(client: ClientBase): Promise<void> {
  const { rows } = await client.query<Record<string, boolean>>(selectRights);
  const { owns_events, owns_database, may_checkpoint, may_switch } = rows[0] ?? {};
  for (const [isAllowed, table] of [
    [owns_events, "chaukas.events"],
    [owns_database, "pg_catalog.pg_statistic"],
  ] as const) {
    if (isAllowed !== true) {
      const statement = `vacuum (full, analyze) ${table}`;
      throw new StoreError("unsupported", `postgres: expected the right to purge; run as an owner: ${statement}`);
    }
  }
  await client.query("set statement_timeout = 0");
  await client.query("set lock_timeout = 0");
  await client.query("vacuum (full, analyze) chaukas.events");
  await client.query("vacuum (full) pg_catalog.pg_statistic");
  if (may_switch === true) {
    await client.query("select pg_switch_wal()");
  }
  if (may_checkpoint === true) {
    await client.query("checkpoint");
  }
}
