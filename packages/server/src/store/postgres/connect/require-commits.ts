// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";

// Not every role sees the state of standbys, but every role sees what its own sessions wait for.
const find = `
  select current_setting('synchronous_standby_names') as names,
    (select count(*)::int from pg_stat_replication where coalesce(sync_state, 'sync') in ('sync', 'quorum')) as connected,
    (select count(*)::int from pg_stat_activity
      where wait_event = 'SyncRep' and clock_timestamp() - state_change > $1 * interval '1 millisecond') as waiting`;

const defaultPatienceMs = 5_000;

/**
 * Rejects with a `StoreError` of code `unavailable` if a commit would wait for synchronous standbys that do not answer:
 * too few are connected, or another commit has waited for longer than `patienceMs`. Default: 5000.
 *
 * Such a wait ends neither with a timeout nor with the connection. To cancel it would make a transaction visible that no
 * standby has, which a failover then undoes, so the only way to keep sessions from piling up is not to begin.
 */
export async function requireCommits(client: ClientBase, patienceMs = defaultPatienceMs): Promise<void> {
  const { rows } = await client.query<{ names: string; connected: number; waiting: number }>(find, [patienceMs]);
  const { names, connected, waiting } = rows[0] ?? { names: "", connected: 0, waiting: 0 };
  const needed = names.trim() === "" ? 0 : Number(/^\s*(?:(?:first|any)\s+)?(\d+)\s*\(/i.exec(names)?.[1] ?? 1);
  if (connected < needed) {
    const problem = `expected ${needed} or more synchronous standbys, as "${names}" requires, got ${connected}`;
    throw unavailable(`${problem}; commits wait for them`);
  }
  if (waiting > 0) {
    throw unavailable(`expected synchronous standbys that answer, got ${waiting} commits that wait for them`);
  }
}

function unavailable(problem: string): StoreError {
  return new StoreError("unavailable", `postgres: ${problem}`, {
    remedy: "start the standbys, or take them from synchronous_standby_names",
  });
}
