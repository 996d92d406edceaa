// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { requireCommits } from "../connect/require-commits.js";
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
export async function probeAppends(
  client: ClientBase,
  { refused, lockTimeoutMs }: { readonly refused: readonly PreparedEvent[]; readonly lockTimeoutMs: number },
): Promise<void> {
  await client.query(touchTables);
  await requireCommits(client, lockTimeoutMs);
  await appendNothing(client);
  if (refused.length > 0) {
    await client.query("savepoint probe");
    await appendEvents(client, refused);
    await client.query("rollback to savepoint probe");
  }
}
