// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import pg, { type ClientBase, type ClientConfig, type Pool, type PoolClient } from "pg";
import { StoreError } from "../../contract/store-error.js";
import { isTransient, toStoreError } from "./to-store-error.js";

export interface ConnectionOptions {
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly retryMs: number;
}

/** Connections to whichever of several hosts takes writes. */
export interface Connections {
  /**
   * Runs `work` on a connection, and again on another when it fails for a reason that passes, so that it must be
   * safe to run twice. Gives up after `retryMs`; 0 is a single attempt. Rejects with a `StoreError`.
   */
  use<T>(work: (client: ClientBase) => Promise<T>, options?: { retryMs?: number }): Promise<T>;
  /** Waits for what is under way and closes all connections. */
  close(): Promise<void>;
}

const backoff = { leastMs: 20, mostMs: 1_000 };

/** Makes connections when they are needed: to the first host until it fails or does not take writes, then to the next. */
export function createConnections(hosts: readonly ClientConfig[], options: ConnectionOptions): Connections {
  const pools = hosts.map((host) => createPool(host, options));
  let current = 0;
  let isClosed = false;

  async function attempt<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client: PoolClient = await pool.connect();
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
    { retryMs = options.retryMs }: { retryMs?: number } = {},
  ): Promise<T> {
    const deadline = performance.now() + retryMs;
    for (let failures = 0; ; ) {
      if (isClosed) {
        throw new StoreError("unavailable", "postgres: expected an open store, it was closed");
      }
      const chosen = current;
      try {
        return await attempt(pools[chosen] as Pool, work);
      } catch (cause) {
        failures++;
        const pauseMs = failures % pools.length === 0 ? pauseAfter(failures / pools.length) : 0;
        if (!isTransient(cause) || performance.now() + pauseMs >= deadline) {
          throw toStoreError(cause);
        }
        // Unless another call has moved on already.
        current = current === chosen ? (chosen + 1) % pools.length : current;
        await sleep(pauseMs);
      }
    }
  }

  return {
    use,
    async close() {
      isClosed = true;
      const ended = Promise.all(pools.map((pool) => pool.end()));
      // A server that has vanished says no farewell.
      await Promise.race([ended, sleep(options.connectTimeoutMs, undefined, { ref: false })]);
    },
  };
}

function pauseAfter(failures: number): number {
  const most = Math.min(backoff.leastMs * 2 ** failures, backoff.mostMs);
  return most * (0.5 + Math.random() / 2);
}

function createPool(host: ClientConfig, options: ConnectionOptions): Pool {
  const pool = new pg.Pool({
    application_name: "chaukas-server",
    ...host,
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs,
    query_timeout: options.answerTimeoutMs,
    keepAlive: true,
    onConnect: (client) => admit(client),
  });
  // A connection that breaks is dropped by the pool.
  pool.on("error", () => {});
  return pool;
}

/** Refuses a server that could not take writes, or would acknowledge what is not on disk. */
async function admit(client: ClientBase): Promise<void> {
  // The pool listens to idle connections only; whoever waits on another is told by the query that fails.
  client.on("error", () => {});
  const { rows } = await client.query(
    `select pg_is_in_recovery() as standby, current_setting('server_version_num')::int as version,
       current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on' as durable,
       current_setting('server_encoding') as encoding`,
  );
  const { standby, version, durable, encoding } = rows[0] ?? {};
  if (standby === true) {
    throw new StoreError("unavailable", "postgres: expected a server that takes writes, got a standby");
  }
  if (version < 140_000) {
    throw new StoreError("unsupported", `postgres: expected version 14 or newer, got ${version}`);
  }
  if (encoding !== "UTF8") {
    throw new StoreError("unsupported", `encoding of the database: expected UTF8, got ${encoding}`);
  }
  if (durable !== true) {
    throw new StoreError("unsupported", "postgres: expected fsync and full_page_writes to be on, so that commits last");
  }
}
