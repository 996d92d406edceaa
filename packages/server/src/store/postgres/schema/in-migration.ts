// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { requireCommits } from "../connect/require-commits.js";
import { inTransaction } from "../connect/transactions.js";

// An arbitrary number, the same in every version of the server.
const lockId = "7161866031108713";

/**
 * Runs `work` in a transaction, while no other process migrates. Rejects if its commit would wait for a missing standby:
 * every other process would wait with it.
 */
export async function inMigration<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  // Other processes may take long, and this one must not be aborted if it does.
  const settings = { lock_timeout: "0", statement_timeout: "0", idle_in_transaction_session_timeout: "0" };
  await requireCommits(client);
  return inTransaction(client, { settings }, async () => {
    await client.query("select pg_advisory_xact_lock($1)", [lockId]);
    return work();
  });
}
