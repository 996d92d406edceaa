// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import { createConnections } from "../connect/create-connections.js";
import { parseHosts } from "../connect/parse-hosts.js";
import { requireCommits } from "../connect/require-commits.js";

/**
 * - `affordable`: only if the role owns the tables and they take at most 64 MiB. Otherwise an operator has to purge.
 * - `complete`: regardless of the size. If that is not possible, rejects with a `StoreError` of code `unsupported`.
 */
export type PurgeExtent = "affordable" | "complete";

export interface PurgeOptions {
  readonly purge: PurgeExtent;
  readonly connectTimeoutMs: number;
  readonly retryMs: number;
}

const redactedTables = ["events", "sessions", "session_names"] as const;
const affordableBytes = 64 * 1024 * 1024;

/**
 * Rewrites the tables of events and of sessions, their indexes and their statistics, without the remains of redactions.
 * Events cannot be read or appended meanwhile. If the role may do so, this also advances the write-ahead log, so that PostgreSQL removes
 * the earlier part, or keeps it for reuse if `wal_recycle` is on.
 */
export async function purge(url: string, { purge, connectTimeoutMs, retryMs }: PurgeOptions): Promise<void> {
  // No timeout for answers: the duration grows with the table.
  const limits = { maxConnections: 1, connectTimeoutMs, retryMs, answerTimeoutMs: 0 };
  const connections = createConnections(parseHosts(url), limits);
  try {
    await connections.use(async (client) => {
      const found = await examine(client);
      if (purge === "complete") {
        requireRights(found);
        await rewrite(client, found);
      } else if (found.owns_events && Number(found.bytes) <= affordableBytes) {
        await rewrite(client, found);
      }
    });
  } finally {
    await connections.close();
  }
}

interface Findings {
  readonly bytes: string;
  readonly owns_events: boolean;
  readonly owns_database: boolean;
  readonly may_checkpoint: boolean;
  readonly may_switch: boolean;
}

// Before version 15, which adds a role for it, only superusers may request checkpoints.
const examination = `
  select (select sum(pg_total_relation_size(t::regclass))
            from unnest(array[${redactedTables.map((table) => `'chaukas.${table}'`).join(", ")}]) t) as bytes,
         pg_has_role(c.relowner, 'usage') as owns_events,
         pg_has_role(d.datdba, 'usage') as owns_database,
         (select rolsuper from pg_roles where rolname = current_user)
           or exists (select from pg_roles where rolname = 'pg_checkpoint' and pg_has_role(oid, 'usage'))
           as may_checkpoint,
         has_function_privilege('pg_catalog.pg_switch_wal()', 'execute') as may_switch
    from pg_class c, pg_database d
   where c.oid = 'chaukas.events'::regclass and d.datname = current_database()`;

async function examine(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<Findings>(examination);
  if (rows[0] === undefined) {
    throw new StoreError("corrupt", "postgres: expected the table chaukas.events, found none");
  }
  return rows[0];
}

function requireRights({ owns_events, owns_database }: Findings): void {
  const table = owns_events ? "the database, for its statistics" : "chaukas.events";
  if (!owns_events || !owns_database) {
    throw new StoreError("unsupported", `postgres: expected a role that owns ${table}; connect as its owner to purge`);
  }
}

async function rewrite(client: ClientBase, found: Findings): Promise<void> {
  // A commit that waits for a missing standby keeps the table locked.
  await requireCommits(client);
  await client.query("set statement_timeout = 0");
  await client.query("set lock_timeout = 0");
  // Redactions change events and what they add up to.
  for (const table of redactedTables) {
    await client.query(`vacuum (full, analyze) chaukas.${table}`);
  }
  if (found.owns_database) {
    // It contains samples of agents, tags and words, also in old versions of its rows.
    await client.query("vacuum (full) pg_catalog.pg_statistic");
  }
  if (found.may_switch) {
    await client.query("select pg_switch_wal()");
  }
  if (found.may_checkpoint) {
    await client.query("checkpoint");
  }
}
