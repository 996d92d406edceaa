// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase, QueryResult, QueryResultRow } from "pg";
import { StoreError } from "../../contract/store-error.js";
import type { Connections } from "./create-connections.js";
import { requireCommits } from "./require-commits.js";
import type { HostAgreement } from "./resolve-log-host.js";
import { isCancelled } from "./to-store-error.js";

export interface TransactionLimits {
  readonly maxQueryMs: number;
  readonly lockTimeoutMs: number;
}

type Run = <T>(work: (client: ClientBase) => Promise<T>) => Promise<T>;

/**
 * `opening` are statements without parameters that begin the transaction, in the same round trip. `work` receives the
 * rows of each.
 */
type RunOpened = <T>(
  work: (client: ClientBase, opened: readonly (readonly QueryResultRow[])[]) => Promise<T>,
  opening: readonly string[],
) => Promise<T>;

/** The kinds of transactions of a store. `read` and `write` are retried after transient errors. */
export interface Transactions {
  /**
   * Reads one state of the database. Rejects with a `StoreError`: of code `too_costly` if a statement times out, of code
   * `unavailable` if another session holds a lock for half of that time.
   */
  readonly read: Run;
  /** Writes. The transaction is durable once this resolves. */
  readonly write: Run;
  /** Like `write`, with statements that take no round trip of their own. */
  readonly writeOpened: RunOpened;
  /** Like `write`, but once, without a limit to the time between two statements. */
  readonly writeOnce: Run;
}

export function createTransactions(
  connections: Connections,
  agreement: HostAgreement,
  { maxQueryMs, lockTimeoutMs }: TransactionLimits,
): Transactions {
  const reading = {
    statement_timeout: String(maxQueryMs),
    // Earlier than the timeout of the statement, which would blame the query. 0 would wait for ever.
    lock_timeout: String(Math.max(1, Math.min(lockTimeoutMs, Math.floor(maxQueryMs / 2)))),
  };
  const writing = {
    lock_timeout: String(lockTimeoutMs),
    // A suspended process must not keep its tenants locked.
    idle_in_transaction_session_timeout: String(lockTimeoutMs),
    // A timeout would end the wait for a synchronous standby at commit, but still report success.
    statement_timeout: "0",
  };
  let areCommitsAnswered = false;
  /** Runs a transaction that writes, unless its commit would wait for a standby. That is asked first after a failure. */
  async function commit<T>(client: ClientBase, run: () => Promise<T>): Promise<T> {
    if (!areCommitsAnswered) {
      await requireCommits(client, lockTimeoutMs);
    }
    try {
      const result = await run();
      areCommitsAnswered = true;
      return result;
    } catch (error) {
      areCommitsAnswered = false;
      throw error;
    }
  }
  const writeOpened: RunOpened = (work, opening) =>
    connections.use(
      (client) =>
        commit(client, () => {
          // A host is settled before anything is locked.
          const { isCurrent } = agreement;
          const options = { settings: writing, isDurable: true, opening: isCurrent ? opening : [] };
          return inTransaction(client, options, async (opened) => {
            if (isCurrent) {
              return work(client, opened);
            }
            await agreement.settle(client);
            return work(client, opening.length === 0 ? [] : await queryAll(client, opening));
          });
        }),
      // Appends to one tenant wait for each other.
      { awaitLocks: true },
    );
  return {
    read: (work) =>
      connections.use(async (client) => {
        const start = performance.now();
        try {
          const mode = "isolation level repeatable read read only";
          return await inTransaction(client, { mode, settings: reading }, async () => {
            await agreement.check(client);
            return work(client);
          });
        } catch (cause) {
          // An operator may cancel a statement earlier, which is no fault of the query.
          if (!isCancelled(cause) || performance.now() - start < maxQueryMs) {
            throw cause;
          }
          throw new StoreError("too_costly", `query: expected an answer within ${maxQueryMs} ms`, { cause });
        }
      }),
    write: (work) => writeOpened((client) => work(client), []),
    writeOpened,
    writeOnce: (work) =>
      connections.use(
        (client) => {
          const settings = { ...writing, idle_in_transaction_session_timeout: "0" };
          return commit(client, () =>
            inTransaction(client, { settings, isDurable: true }, async () => {
              await agreement.settle(client);
              return work(client);
            }),
          );
        },
        { retryMs: 0 },
      ),
  };
}

interface TransactionOptions {
  /** Modes of the transaction. Default: `isolation level read committed read write`. */
  readonly mode?: "isolation level read committed read write" | "isolation level repeatable read read only";
  /** Settings of the server for the duration of the transaction. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether the commit must be on disk when it is acknowledged, regardless of the settings of the role or database. */
  readonly isDurable?: boolean;
  /** Statements without parameters that share the first round trip. */
  readonly opening?: readonly string[];
}

// `remote_apply` waits for more than `on`, so it is kept.
const makeDurable = `set_config('synchronous_commit',
  case current_setting('synchronous_commit') when 'remote_apply' then 'remote_apply' else 'on' end, true)`;

/**
 * Runs `work` in a transaction, with the rows of each statement of `opening`. Commits if `work` resolves, and rolls back
 * if it rejects.
 */
export async function inTransaction<T>(
  client: ClientBase,
  options: TransactionOptions,
  work: (opened: readonly (readonly QueryResultRow[])[]) => Promise<T>,
): Promise<T> {
  const {
    mode = "isolation level read committed read write",
    settings = {},
    isDurable = false,
    opening = [],
  } = options;
  const set = Object.entries(settings).map(([name, value]) => `set local ${name} = '${value}'`);
  let result: T;
  try {
    // Statements without parameters can share one round trip.
    const begun = await queryAll(client, [
      `begin ${mode}`,
      ...set,
      ...(isDurable ? [`select ${makeDurable}`] : []),
      ...opening,
    ]);
    result = await work(opening.length === 0 ? [] : begun.slice(-opening.length));
  } catch (error) {
    // If this fails, the owner of the connection discards it.
    await client.query("rollback").catch(() => {});
    throw error;
  }
  const end: QueryResult = await client.query("commit");
  if (end.command !== "COMMIT") {
    throw new StoreError("unavailable", `postgres: expected the transaction to be committed, got ${end.command}`);
  }
  return result;
}

/** Runs statements without parameters in one round trip, and resolves with the rows of each. */
async function queryAll(client: ClientBase, statements: readonly string[]): Promise<QueryResultRow[][]> {
  const results = (await client.query(statements.join("; "))) as QueryResult | QueryResult[];
  return (Array.isArray(results) ? results : [results]).map(({ rows }) => rows);
}
