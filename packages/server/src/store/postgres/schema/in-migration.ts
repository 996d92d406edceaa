// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { inTransaction } from "../connect/transactions.js";

// An arbitrary number, the same in every version of the server.
const lockId = "7161866031108713";

/** Runs `work` in a transaction, while no other process migrates. */
export async function inMigration<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  // Other processes may take long, and this one must not be aborted if it does.
  const settings = { lock_timeout: "0", statement_timeout: "0", idle_in_transaction_session_timeout: "0" };
  return inTransaction(client, { settings }, async () => {
    await client.query("select pg_advisory_xact_lock($1)", [lockId]);
    return work();
  });
}
