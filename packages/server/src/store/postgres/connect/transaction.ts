// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase, QueryResult } from "pg";
import { StoreError } from "../../contract/store-error.js";

export interface TransactionOptions {
  /** What `begin` is followed by. Default: the first. */
  readonly mode?: "isolation level read committed read write" | "isolation level repeatable read read only";
  /** Settings of the server while the transaction lasts. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether the commit must be on disk when it is acknowledged, whatever the role or the database is set to. */
  readonly isDurable?: boolean;
}

// `remote_apply` waits for more than `on`, and is kept.
const makeDurable = `set_config('synchronous_commit',
  case current_setting('synchronous_commit') when 'remote_apply' then 'remote_apply' else 'on' end, true)`;

/** Runs `work` in a transaction, which is committed when it resolves and undone when it rejects. */
export async function inTransaction<T>(
  client: ClientBase,
  { mode = "isolation level read committed read write", settings = {}, isDurable = false }: TransactionOptions,
  work: () => Promise<T>,
): Promise<T> {
  const set = Object.entries(settings).map(([name, value]) => `set local ${name} = '${value}';`);
  // Without parameters, statements can travel together.
  await client.query(`begin ${mode}; ${set.join(" ")} ${isDurable ? `select ${makeDurable}` : ""}`);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // A connection that cannot roll back is thrown away by whoever lent it.
    await client.query("rollback").catch(() => {});
    throw error;
  }
  const end: QueryResult = await client.query("commit");
  if (end.command !== "COMMIT") {
    throw new StoreError("unavailable", `postgres: expected the transaction to be committed, got ${end.command}`);
  }
  return result;
}
