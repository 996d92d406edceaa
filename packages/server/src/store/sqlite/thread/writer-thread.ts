// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";
import { StoreError } from "../../contract/store-error.js";
import { type LogOptions, settleLogHost } from "../../records/log-host.js";
import { createAppender } from "../append/append-events.js";
import { createTransactionRunner } from "../append/create-transaction-runner.js";
import { prepareSaveCheckpoint } from "../log/checkpoints.js";
import { purge } from "../log/purge.js";
import { prepareRedactEvent } from "../log/redact-event.js";
import { createKey, revokeKey } from "../schema/keys.js";
import { migrate } from "../schema/migrate.js";
import { schemaVersion } from "../schema/migrations.js";
import { openConnection } from "./open-connection.js";
import { serveCalls } from "./serve-calls.js";

/** The `workerData` of the writer thread. */
export interface WriterData {
  readonly file: string;
  readonly access: "serve" | "manage";
  readonly maxBytes: number | undefined;
  readonly log: LogOptions;
}

const { file, access, maxBytes, log } = workerData as WriterData;

serveCalls(file, () => {
  const lock = access === "serve" ? lockForServer(file) : undefined;
  if (access === "serve" && lock === undefined) {
    throw new StoreError(
      "unavailable",
      `database ${file}: another server uses it; stop that server or use another file`,
    );
  }
  const database = openConnection(file, "write");
  if (access === "serve") {
    migrate(database, file);
  } else {
    migrateAlone(database, file);
  }
  const originHost = resolveLogHost(database, file, log);
  if (maxBytes !== undefined) {
    const pageSize = Number(database.prepare("PRAGMA page_size").get()?.["page_size"]);
    database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
  }
  return {
    originHost: () => originHost,
    append: createAppender(database),
    redact: prepareRedactEvent(database),
    purge: () => purge(database, file),
    saveCheckpoint: prepareSaveCheckpoint(database),
    createKey: (key: Parameters<typeof createKey>[1]) => createKey(database, key),
    revokeKey: (key: Parameters<typeof revokeKey>[1]) => revokeKey(database, key),
    // Commits a write, since only a commit detects a full disk.
    check: () => database.exec("UPDATE meta SET value = randomblob(8) WHERE name = 'probe'"),
    close() {
      database.close();
      lock?.release();
    },
  };
});

/** Migrates the schema for a program that is not a server. Throws if a migration is due while a server is running. */
function migrateAlone(database: DatabaseSync, file: string): void {
  const isNewest = database.prepare("PRAGMA user_version").get()?.["user_version"] === schemaVersion;
  const lock = isNewest ? undefined : lockForServer(file);
  if (!isNewest && lock === undefined) {
    const problem = "its schema cannot be migrated while a server uses it";
    throw new StoreError("unavailable", `database ${file}: ${problem}; stop that server, or use its version`);
  }
  try {
    migrate(database, file);
  } finally {
    lock?.release();
  }
}

/** Resolves whether a database keeps a log, and under which host. Returns the host, empty for no log. */
function resolveLogHost(database: DatabaseSync, file: string, options: LogOptions): string {
  return createTransactionRunner(database)(() => {
    const row = database.prepare("SELECT value FROM meta WHERE name = 'origin_host'").get();
    const before = row && Buffer.from(row["value"] as Uint8Array).toString();
    const hasEvents = database.prepare("SELECT 1 FROM heads WHERE next_sequence > 0 LIMIT 1").get() !== undefined;
    const host = settleLogHost({ store: `database ${file}`, originHost: before, hasEvents }, options);
    if (host !== before) {
      const save = "INSERT INTO meta VALUES ('origin_host', ?) ON CONFLICT DO UPDATE SET value = excluded.value";
      database.prepare(save).run(Buffer.from(host));
    }
    return host;
  });
}

/**
 * Locks a database for one server. Returns undefined when another server holds the lock. The lock is on a second file,
 * `<file>-lock`, and the operating system releases it however the process ends. Programs that only read or manage keys
 * take it only to migrate the schema.
 */
function lockForServer(file: string): { release(): void } | undefined {
  const lock = new DatabaseSync(`${file}-lock`, { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === 5) {
      return undefined;
    }
    throw error;
  }
  return { release: () => lock.close() };
}
