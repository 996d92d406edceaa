// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import pg, { type ClientBase, type ClientConfig, type Pool, type PoolClient } from "pg";
import { isStoreError, StoreError } from "../../contract/store-error.js";
import { isLockTimeout, isTransient, toStoreError } from "./to-store-error.js";

export interface ConnectionOptions {
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly retryMs: number;
  /** Maximum time that a statement outside of transactions waits for a lock, in milliseconds. Default: no limit. */
  readonly lockTimeoutMs?: number;
}

/** Options of {@link Connections.use}. */
interface UseOptions {
  readonly retryMs?: number;
  readonly awaitLocks?: boolean;
}

/** Connections to the one of several hosts that accepts writes. */
export interface Connections {
  /**
   * Runs `work` on a connection, and retries it on another after a transient error, so `work` must be safe to repeat.
   * Gives up after `retryMs`, where 0 means a single attempt, and after the first wait for a lock unless `awaitLocks`
   * is true. Rejects with a `StoreError` for failures of the database and its connections. Other errors of `work` are
   * passed on as they are.
   */
  use<T>(work: (client: ClientBase) => Promise<T>, options?: UseOptions): Promise<T>;
  /** Waits for pending work and closes all connections. */
  close(): Promise<void>;
}

const backoff = { minMs: 20, maxMs: 1_000 };

/** Opens connections on demand: to the first host until it fails or does not accept writes, then to the next. */
export function createConnections(hosts: readonly ClientConfig[], options: ConnectionOptions): Connections {
  const pools = hosts.map((host) => createPool(host, options));
  let current = 0;
  let isClosed = false;

  async function attempt<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client: PoolClient = await pool.connect().catch(rethrowFailure);
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function use<T>(
    work: (client: ClientBase) => Promise<T>,
    { retryMs = options.retryMs, awaitLocks = false }: UseOptions = {},
  ): Promise<T> {
    const deadline = performance.now() + retryMs;
    for (let failures = 0; ; ) {
      if (isClosed) {
        throw new StoreError("unavailable", "postgres: expected an open store, got a closed one");
      }
      const chosen = current;
      try {
        return await attempt(pools[chosen] as Pool, work);
      } catch (cause) {
        if (!isStoreError(cause) && !driverFailures.has(cause as object)) {
          throw cause;
        }
        failures++;
        const pauseMs = failures % pools.length === 0 ? pauseAfter(failures / pools.length) : 0;
        const isPermanent = !isTransient(cause) || (isLockTimeout(cause) && !awaitLocks);
        if (isPermanent || performance.now() + pauseMs >= deadline) {
          throw toStoreError(cause);
        }
        // Another call may already have switched hosts. A lock is no reason to.
        current = current === chosen && !isLockTimeout(cause) ? (chosen + 1) % pools.length : current;
        await sleep(pauseMs);
      }
    }
  }

  return {
    use,
    async close() {
      isClosed = true;
      const ended = Promise.all(pools.map((pool) => pool.end()));
      // A server that has vanished never closes its end.
      await Promise.race([ended, sleep(options.connectTimeoutMs, undefined, { ref: false })]);
    },
  };
}

/** Errors of the driver, as opposed to those of the code that calls it. */
const driverFailures = new WeakSet<object>();

function rethrowFailure(error: unknown): never {
  // The driver throws these for parameters that it cannot send.
  const isFault = error instanceof TypeError || error instanceof RangeError;
  if (error instanceof Error && !isFault) {
    driverFailures.add(error);
  }
  throw error;
}

/** Records the errors with which queries fail, since many errors of the driver have nothing to tell them apart. */
function watchQueries(client: ClientBase): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => Promise<unknown>;
  client.query = ((...parameters: unknown[]) => query(...parameters).catch(rethrowFailure)) as ClientBase["query"];
}

function pauseAfter(failures: number): number {
  const maxMs = Math.min(backoff.minMs * 2 ** failures, backoff.maxMs);
  return maxMs * (0.5 + Math.random() / 2);
}

function createPool(host: ClientConfig, options: ConnectionOptions): Pool {
  const pool = new pg.Pool({
    application_name: "chaukas-server",
    ...host,
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs,
    query_timeout: options.answerTimeoutMs,
    keepAlive: true,
    onConnect: (client) => admit(client, options),
  });
  // The pool itself drops broken connections.
  pool.on("error", () => {});
  return pool;
}

/** Rejects a server that does not accept writes, or that acknowledges commits before they are on disk. */
async function admit(client: ClientBase, { lockTimeoutMs }: ConnectionOptions): Promise<void> {
  // The pool listens only to idle connections. On a connection in use, the query fails.
  client.on("error", () => {});
  watchQueries(client);
  const { rows } = await client.query(
    `select pg_is_in_recovery() as standby, current_setting('server_version_num')::int as version,
       current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on' as durable,
       current_setting('server_encoding') as encoding,
       set_config('lock_timeout', coalesce($1, current_setting('lock_timeout')), false)`,
    [lockTimeoutMs],
  );
  const { standby, version, durable, encoding } = rows[0] ?? {};
  if (standby === true) {
    throw new StoreError("unavailable", "postgres: expected a server that accepts writes, got a standby");
  }
  if (version < 140_000) {
    throw new StoreError("unsupported", `postgres: expected version 14 or newer, got ${version}`);
  }
  if (encoding !== "UTF8") {
    throw new StoreError("unsupported", `encoding of the database: expected UTF8, got ${encoding}`);
  }
  if (durable !== true) {
    const problem = "expected fsync and full_page_writes to be on, so that commits are durable";
    throw new StoreError("unsupported", `postgres: ${problem}`);
  }
}
