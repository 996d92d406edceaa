// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import { appendEvents, appendNothing } from "./append-events.js";
import type { PreparedEvent } from "./prepare-event.js";

// Reads and inserts no rows, but fails if the database cannot be written, if keys cannot be looked up, or if another
// session locks what an append needs.
const touchTables = `select from chaukas.keys limit 0; select from chaukas.secrets limit 0;
  insert into chaukas.heads select * from chaukas.heads limit 0;
  lock table chaukas.events, chaukas.heads, chaukas.tiles, chaukas.tallies, chaukas.sessions in row exclusive mode`;

/**
 * Rejects, within a transaction, if nothing can be appended. Appends events that were refused again, and takes them
 * back.
 */
export async function probeAppends(client: ClientBase, refused: readonly PreparedEvent[]): Promise<void> {
  await client.query(touchTables);
  await requireStandbys(client);
  await appendNothing(client);
  if (refused.length > 0) {
    await client.query("savepoint probe");
    await appendEvents(client, refused);
    await client.query("rollback to savepoint probe");
  }
}

/** Rejects if commits wait for synchronous standbys that are not connected. The state of those is not for every role. */
async function requireStandbys(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ names: string; connected: number }>(
    `select current_setting('synchronous_standby_names') as names,
       (select count(*)::int from pg_stat_replication where coalesce(sync_state, 'sync') in ('sync', 'quorum'))
         as connected`,
  );
  const { names, connected } = rows[0] ?? { names: "", connected: 0 };
  const needed = names.trim() === "" ? 0 : Number(/^\s*(?:(?:first|any)\s+)?(\d+)\s*\(/i.exec(names)?.[1] ?? 1);
  if (connected < needed) {
    const problem = `expected ${needed} or more synchronous standbys, as "${names}" requires, got ${connected}`;
    throw new StoreError("unavailable", `postgres: ${problem}; commits wait for them`, {
      remedy: "start the standbys, or take them from synchronous_standby_names",
    });
  }
}
