// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import { shareRuns } from "../../concurrency/share-runs.js";
import type { EventStore } from "../contract/event-store.js";
import { type CommitOptions, observeCommits } from "../contract/observe-commits.js";
import { StoreError } from "../contract/store-error.js";
import type { LogOptions } from "../records/log-host.js";
import { fromColumnText, toColumnText } from "../words/column-text.js";
import { appendEvents } from "./append/append-events.js";
import { groupAppends } from "./append/group-appends.js";
import { type PreparedEvent, prepareEvent } from "./append/prepare-event.js";
import { type Connections, createConnections } from "./connect/create-connections.js";
import { parseHosts } from "./connect/parse-hosts.js";
import { type HostAgreement, resolveLogHost } from "./connect/resolve-log-host.js";
import { createTransactions, inTransaction, type TransactionLimits } from "./connect/transactions.js";
import { createEventLog } from "./log/create-event-log.js";
import { type PurgeExtent, purge } from "./log/purge.js";
import { findPage } from "./query/find-page.js";
import { readLog } from "./query/read-stored-event.js";
import { readStats } from "./query/stats.js";
import { createPostgresKeys } from "./schema/keys.js";
import { migratePostgres } from "./schema/migrate.js";

export interface PostgresStoreOptions extends LogOptions, CommitOptions {
  /** Connections that the store may hold. Default: 8. */
  readonly maxConnections?: number;
  /** How long to wait for a connection, in milliseconds. Default: 5000. */
  readonly connectTimeoutMs?: number;
  /** How long to try again what fails for a reason that passes, in milliseconds. Default: 15000. */
  readonly retryMs?: number;
  /** How long one statement of a query may run, in milliseconds. Default: 10000. */
  readonly maxQueryMs?: number;
  /** How long an append may wait for another to the same tenant, in milliseconds. Default: 5000. */
  readonly lockTimeoutMs?: number;
  /** Most events in one transaction, unless a single call brings more. Default: 2000. */
  readonly maxGroupEvents?: number;
  /** Most bytes of events in one transaction, unless a single call brings more. Default: 16 MiB. */
  readonly maxGroupBytes?: number;
  /** How far `log.purge()` goes, since everybody has to wait for it. Default: `affordable`. */
  readonly purge?: PurgeExtent;
}

const defaults = {
  maxConnections: 8,
  connectTimeoutMs: 5_000,
  retryMs: 15_000,
  maxQueryMs: 10_000,
  lockTimeoutMs: 5_000,
  maxGroupEvents: 2_000,
  maxGroupBytes: 16 * 1024 * 1024,
  purge: "affordable",
} satisfies PostgresStoreOptions;

/** How much longer than the server may work on a statement its answer may take. */
const graceMs = 20_000;

/**
 * Opens a store in a PostgreSQL database, which is brought to the present schema first. Several processes may have
 * one database open. The connection string may name several hosts; the one that takes writes is used, so that the
 * store survives a failover, and loses nothing in it if the standby is a synchronous one.
 *
 * An append is acknowledged once it is committed with `synchronous_commit` on (or `remote_apply`, where the role or
 * the database asks for it), and is repeated when the connection fails on the way; an event whose first
 * acknowledgement was lost comes back as a `duplicate`.
 */
export async function openPostgresStore(url: string, options?: PostgresStoreOptions): Promise<EventStore> {
  const chosen = { ...defaults, ...options };
  const { connectTimeoutMs, retryMs } = chosen;
  await migratePostgres(url, { connectTimeoutMs, retryMs });
  const answerTimeoutMs = Math.max(chosen.maxQueryMs, chosen.lockTimeoutMs) + graceMs;
  const connections = createConnections(parseHosts(url), { ...chosen, answerTimeoutMs });
  try {
    const agreement = await connections.use((client) => resolveLogHost(client, chosen));
    const purgeAll = shareRuns(() => purge(url, chosen));
    return createStore(connections, agreement, { ...chosen, purgeAll });
  } catch (error) {
    await connections.close();
    throw error;
  }
}

interface StoreParts extends TransactionLimits, CommitOptions {
  readonly retryMs: number;
  readonly maxGroupEvents: number;
  readonly maxGroupBytes: number;
  readonly purgeAll: () => Promise<void>;
}

function createStore(connections: Connections, agreement: HostAgreement, parts: StoreParts): EventStore {
  const transactions = createTransactions(connections, agreement, parts);
  const { read, write } = transactions;
  const { host } = agreement;
  const commit = (events: readonly PreparedEvent[]) => write((client) => appendEvents(client, events));
  const { append, drain } = groupAppends(observeCommits(commit, parts.onCommit), {
    maxEvents: parts.maxGroupEvents,
    maxBytes: parts.maxGroupBytes,
  });
  let secret: Promise<Uint8Array> | undefined;

  return {
    keys: createPostgresKeys(connections),
    ...(host !== "" && { log: createEventLog(transactions, host, parts.purgeAll) }),
    // Prepared at once, while the group before is on its way.
    append: async (events) =>
      events.length === 0 ? [] : append(events.map((event) => prepareEvent(event, host !== ""))),
    findPage: (query) => read((client) => findPage(client, query, host)),
    countEvents: (selection) => read((client) => readStats(client, selection)),
    readLog: (tenantId, range) => read((client) => readLog(client, toColumnText(tenantId), range, host)),
    listTenants: () => read(listTenants),
    pageTokenSecret() {
      secret ??= readSecret(connections).catch((error: unknown) => {
        secret = undefined;
        throw error;
      });
      return secret;
    },
    async check() {
      // Writes nothing, and is refused where nothing can be written.
      const probe = "insert into chaukas.heads select * from chaukas.heads limit 0";
      await connections.use((client) => inTransaction(client, {}, () => client.query(probe)), {
        // Long enough to get past a connection that has broken unnoticed.
        retryMs: Math.min(parts.retryMs, 1_000),
      });
    },
    async close() {
      await drain();
      await connections.close();
    },
  };
}

async function readSecret(connections: Connections): Promise<Uint8Array> {
  const { rows } = await connections.use(async (client) => {
    const values = [randomBytes(32)];
    await client.query("insert into chaukas.secrets values ('page_token', $1) on conflict (name) do nothing", values);
    return client.query<{ value: Uint8Array }>("select value from chaukas.secrets where name = 'page_token'");
  });
  if (rows[0]?.value.length !== 32) {
    throw new StoreError("corrupt", `secret "page_token": expected 32 bytes, got ${rows[0]?.value.length}`);
  }
  return new Uint8Array(rows[0].value);
}

/** Lists the tenants that have events. */
async function listTenants(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ tenant_id: string }>(
    "select tenant_id from chaukas.heads where next_sequence > 0 order by tenant_id",
  );
  return rows.map((row) => fromColumnText(row.tenant_id));
}
