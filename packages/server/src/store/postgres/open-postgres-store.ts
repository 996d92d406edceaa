// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import { shareRuns } from "../../concurrency/share-runs.js";
import type { EventStore } from "../contract/event-store.js";
import type { MigrationOptions } from "../contract/migration-progress.js";
import { type CommitOptions, observeCommits } from "../contract/observe-commits.js";
import { StoreError } from "../contract/store-error.js";
import type { LogOptions } from "../records/log-host.js";
import { fromColumnText, toColumnText } from "../words/column-text.js";
import { appendEvents, appendOpened, openingOf } from "./append/append-events.js";
import { groupAppends } from "./append/group-appends.js";
import { type PreparedEvent, prepareEvent } from "./append/prepare-event.js";
import { probeAppends } from "./append/probe-appends.js";
import { changeLogHost } from "./connect/change-log-host.js";
import { type Connections, createConnections } from "./connect/create-connections.js";
import { parseHosts } from "./connect/parse-hosts.js";
import { requireCommits } from "./connect/require-commits.js";
import { type HostAgreement, resolveLogHost } from "./connect/resolve-log-host.js";
import { isOutOfResources } from "./connect/to-store-error.js";
import { createTransactions, inTransaction, type TransactionLimits } from "./connect/transactions.js";
import { createEventLog } from "./log/create-event-log.js";
import { createLogTransfer } from "./log/create-log-transfer.js";
import { type PurgeExtent, purge } from "./log/purge.js";
import { findPage } from "./query/find-page.js";
import { findSessions } from "./query/find-sessions.js";
import { findEvent, readLog } from "./query/read-stored-event.js";
import { readStats } from "./query/stats.js";
import { createPostgresCursors } from "./schema/cursors.js";
import { createPostgresKeys } from "./schema/keys.js";
import { migratePostgres } from "./schema/migrate.js";

export interface PostgresStoreOptions extends LogOptions, CommitOptions, MigrationOptions {
  /** Maximum number of open connections. Default: 8. */
  readonly maxConnections?: number;
  /** Maximum time to wait for a connection, in milliseconds. Default: 5000. */
  readonly connectTimeoutMs?: number;
  /** Maximum time to retry after transient errors, in milliseconds. Default: 15000. */
  readonly retryMs?: number;
  /** Maximum duration of one statement of a query, in milliseconds. Default: 10000. */
  readonly maxQueryMs?: number;
  /** Maximum time that an append waits for another append to the same tenant, in milliseconds. Default: 5000. */
  readonly lockTimeoutMs?: number;
  /**
   * Maximum time to the answer to one statement, in milliseconds, after which its connection is given up. Default: 20
   * seconds more than the longer of `maxQueryMs` and `lockTimeoutMs`.
   */
  readonly answerTimeoutMs?: number;
  /** Maximum number of events in one transaction, unless a single call has more. Default: 2000. */
  readonly maxGroupEvents?: number;
  /** Maximum size of the events in one transaction, in bytes, unless a single call has more. Default: 16 MiB. */
  readonly maxGroupBytes?: number;
  /** Extent of `log.purge()`, for which all other calls have to wait. Default: `affordable`. */
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

/** Time that an answer may take beyond the server's own limits for a statement, in milliseconds. */
const graceMs = 20_000;

/**
 * Opens a store in a PostgreSQL database, after migrating it to the current schema. Several processes may open the same
 * database. The connection string may list several hosts. The store uses the one that accepts writes, so it survives a
 * failover, without losing events if the standby is synchronous.
 *
 * An append is acknowledged once it is committed with `synchronous_commit` set to `on`, or to `remote_apply` if the
 * role or the database is configured that way. It is retried if the connection fails. An event whose first
 * acknowledgement was lost then has the outcome `duplicate`. While a commit waits for a synchronous standby, its event
 * is not visible, further ones are refused as unavailable, and the wait goes on until a standby answers.
 */
export async function openPostgresStore(url: string, options?: PostgresStoreOptions): Promise<EventStore> {
  const chosen = { ...defaults, ...options };
  const { connectTimeoutMs, retryMs } = chosen;
  await migratePostgres(url, { connectTimeoutMs, retryMs, onMigration: chosen.onMigration });
  const { answerTimeoutMs = Math.max(chosen.maxQueryMs, chosen.lockTimeoutMs) + graceMs } = chosen;
  const connections = createConnections(parseHosts(url), { ...chosen, answerTimeoutMs });
  try {
    const { originHost, mayChangeHost = false } = chosen;
    if (mayChangeHost && originHost !== undefined) {
      await connections.use((client) => changeLogHost(client, originHost));
    }
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
  const { read, write, writeOpened } = transactions;
  const { host } = agreement;
  /** Some events of the last append, if it failed because PostgreSQL lacks room. */
  let refused: readonly PreparedEvent[] = [];
  const commit = async (events: readonly PreparedEvent[]) => {
    try {
      const outcomes =
        (await writeOpened((client, opened) => appendOpened(client, events, opened), openingOf(events))) ??
        (await write((client) => appendEvents(client, events)));
      refused = [];
      return outcomes;
    } catch (error) {
      refused = isOutOfResources(error) ? events.slice(0, maxProbeEvents) : refused;
      throw error;
    }
  };
  const { append, drain } = groupAppends(observeCommits(commit, parts.onCommit), {
    maxEvents: parts.maxGroupEvents,
    maxBytes: parts.maxGroupBytes,
  });
  let secret: Promise<Uint8Array> | undefined;

  return {
    keys: createPostgresKeys(connections, parts.lockTimeoutMs),
    cursors: createPostgresCursors(connections, parts.lockTimeoutMs),
    ...(host !== "" && {
      log: createEventLog(transactions, agreement, parts.purgeAll),
      transfer: createLogTransfer(transactions),
    }),
    // Prepared immediately, while the previous group is being stored.
    append: async (events) =>
      events.length === 0 ? [] : append(events.map((event) => prepareEvent(event, host !== ""))),
    findPage: (query) => read((client) => findPage(client, query, host)),
    findEvent: (tenantId, eventId) => {
      const named = { tenantId: toColumnText(tenantId), eventId: toColumnText(eventId) };
      return read((client) => findEvent(client, named, host));
    },
    findSessions: (query) => read((client) => findSessions(client, query)),
    countEvents: (selection) => read((client) => readStats(client, selection)),
    readLog: (tenantId, range) => read((client) => readLog(client, toColumnText(tenantId), range, host)),
    listTenants: () => read(listTenants),
    newestReceivedMs: () => read(newestReceivedMs),
    pageTokenSecret() {
      secret ??= readSecret(connections).catch((error: unknown) => {
        secret = undefined;
        throw error;
      });
      return secret;
    },
    // Shared, since anyone may ask for the health of a server.
    check: shareRuns(() =>
      connections.use(
        (client) =>
          inTransaction(client, { settings: checking }, async () => {
            await agreement.verify(client);
            await probeAppends(client, { refused, lockTimeoutMs: parts.lockTimeoutMs });
          }),
        // Enough to replace a broken connection of the pool.
        { retryMs: Math.min(parts.retryMs, 1_000) },
      ),
    ),
    async close() {
      await drain();
      await connections.close();
    },
  };
}

const checking = { lock_timeout: "1000" };
const maxProbeEvents = 16;

async function readSecret(connections: Connections): Promise<Uint8Array> {
  const { rows } = await connections.use(async (client) => {
    const find = () =>
      client.query<{ value: Uint8Array }>("select value from chaukas.secrets where name = 'page_token'");
    const found = await find();
    if (found.rows.length > 0) {
      return found;
    }
    await requireCommits(client);
    const values = [randomBytes(32)];
    await client.query("insert into chaukas.secrets values ('page_token', $1) on conflict (name) do nothing", values);
    return find();
  });
  if (rows[0]?.value.length !== 32) {
    throw new StoreError("corrupt", `secret "page_token": expected 32 bytes, got ${rows[0]?.value.length}`);
  }
  return new Uint8Array(rows[0].value);
}

async function newestReceivedMs(client: ClientBase): Promise<number | undefined> {
  const { rows } = await client.query<{ newest: string | null }>(
    `select max((
       select received_ms from chaukas.events
       where events.tenant_id = heads.tenant_id and sequence = next_sequence - 1
     )) as newest from chaukas.heads`,
  );
  return rows[0]?.newest == null ? undefined : Number(rows[0].newest);
}

/** Lists the tenants that have events. */
async function listTenants(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ tenant_id: string }>(
    "select tenant_id from chaukas.heads where next_sequence > 0 order by tenant_id",
  );
  return rows.map((row) => fromColumnText(row.tenant_id));
}
