// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase, QueryResult } from "pg";
import { StoreError } from "../../contract/store-error.js";
import type { Connections } from "./create-connections.js";
import type { HostAgreement } from "./resolve-log-host.js";
import { isCancelled } from "./to-store-error.js";

export interface TransactionLimits {
  readonly maxQueryMs: number;
  readonly lockTimeoutMs: number;
}

type Run = <T>(work: (client: ClientBase) => Promise<T>) => Promise<T>;

/** The two kinds of transactions of a store. What fails for a reason that passes is run again. */
export interface Transactions {
  /** Reads one state of the database. Rejects with a `StoreError` of code `too_costly` when a statement takes too long. */
  readonly read: Run;
  /** Writes, durably when it resolves. */
  readonly write: Run;
}

export function createTransactions(
  connections: Connections,
  agreement: HostAgreement,
  { maxQueryMs, lockTimeoutMs }: TransactionLimits,
): Transactions {
  const reading = { statement_timeout: String(maxQueryMs) };
  const writing = {
    lock_timeout: String(lockTimeoutMs),
    // A process that has stopped must not keep the others from its tenants.
    idle_in_transaction_session_timeout: String(lockTimeoutMs),
    // A timeout would end the wait for a synchronous standby at commit, and report success all the same.
    statement_timeout: "0",
  };
  return {
    read: (work) =>
      connections.use(async (client) => {
        try {
          const mode = "isolation level repeatable read read only";
          return await inTransaction(client, { mode, settings: reading }, async () => {
            await agreement.check(client);
            return work(client);
          });
        } catch (cause) {
          if (!isCancelled(cause)) {
            throw cause;
          }
          throw new StoreError("too_costly", `query: expected an answer within ${maxQueryMs} ms`, { cause });
        }
      }),
    write: (work) =>
      connections.use((client) =>
        inTransaction(client, { settings: writing, isDurable: true }, async () => {
          await agreement.settle(client);
          return work(client);
        }),
      ),
  };
}

interface TransactionOptions {
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
