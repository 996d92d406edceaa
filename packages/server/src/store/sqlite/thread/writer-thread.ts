// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { parentPort } from "node:worker_threads";
import type { MigrationProgress } from "../../contract/migration-progress.js";
import { StoreError } from "../../contract/store-error.js";
import { type LogOptions, settleLogHost } from "../../records/log-host.js";
import { createAppender } from "../append/append-events.js";
import type { PackedEvents } from "../append/packed-events.js";
import { lockPath } from "../file/lock-database.js";
import { findInodes, hasLostFiles, requireInodes, requireInodesIn } from "../file/watch-files.js";
import { prepareSaveCheckpoint } from "../log/checkpoints.js";
import { prepareImportLog, replaceSecret } from "../log/import-log.js";
import { purge } from "../log/purge.js";
import { prepareRedactEvent } from "../log/redact-event.js";
import { completeMigration, isMigrating } from "../schema/complete-migration.js";
import { createTransactionRunner } from "../schema/create-transaction-runner.js";
import { type CursorChange, replaceCursor } from "../schema/cursors.js";
import { createKey, revokeKey } from "../schema/keys.js";
import { migrate } from "../schema/migrate.js";
import { schemaVersion } from "../schema/migrations.js";
import { openConnection } from "./open-connection.js";
import { serveCalls, type ThreadReport } from "./serve-calls.js";

/** What the writer thread needs to open a database. */
export interface WriterData {
  readonly file: string;
  /** Inode of the file, which must be the one that is locked. */
  readonly inode: string | undefined;
  readonly access: "serve" | "manage";
  readonly maxBytes: number | undefined;
  readonly log: LogOptions;
}

/** Sizes of a probe. An append writes more than its events: rows of several tables, and pages as a whole. */
const probeBytes = { least: 8, spare: 65_536, most: 8 * 1024 * 1024 };

serveCalls(({ file, inode, access, maxBytes, log }: WriterData) => {
  requireInodes(new Map([[file, inode]]), file);
  const database = openConnection(file, "write");
  if (access === "serve") {
    migrate(database, file);
    completeMigration(database, reportMigration);
  } else {
    migrateAlone(database, file);
  }
  const originHost = resolveLogHost(database, file, log);
  if (maxBytes !== undefined) {
    const pageSize = Number(database.prepare("PRAGMA page_size").get()?.["page_size"]);
    database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
  }
  const inodes = findInodes(file);
  const probe = createProbe(database);
  const append = createAppender(database);
  const methods = {
    originHost: () => originHost,
    append(events: PackedEvents) {
      probe.expect(events.bytes.length);
      const outcomes = append(events);
      probe.expect(0);
      return outcomes;
    },
    redact: prepareRedactEvent(database),
    purge: () => purge(database, file),
    saveCheckpoint: prepareSaveCheckpoint(database),
    ...prepareImportLog(database),
    replaceSecret: (secret: Uint8Array) => replaceSecret(database, secret),
    createKey: (key: Parameters<typeof createKey>[1]) => createKey(database, key),
    revokeKey: (key: Parameters<typeof revokeKey>[1]) => revokeKey(database, key),
    replaceCursor: (change: CursorChange) => replaceCursor(database, change),
    check: () => probe.write(),
    close() {
      try {
        if (hasLostFiles(inodes)) {
          // SQLite would leave the write-ahead log of a moved database behind, with what was acknowledged.
          database.exec("PRAGMA wal_checkpoint(PASSIVE)");
        }
      } finally {
        database.close();
      }
    },
  };
  return requireInodesIn(methods, () => requireInodes(inodes, file));
});

/** Checks whether a database can be written, by a write that changes nothing of its content. */
interface Probe {
  /** Sets the size of the events to be written, in bytes. After a success, it is 0. */
  expect(bytes: number): void;
  /** Writes as much as the append that failed last would, since a full disk may have room for less. */
  write(): void;
}

function createProbe(database: DatabaseSync): Probe {
  const update = database.prepare("UPDATE meta SET value = randomblob(?) WHERE name = 'probe'");
  let expected = 0;
  return {
    expect(bytes) {
      expected = bytes;
    },
    // Commits, since only a commit detects a full disk.
    write() {
      const bytes = expected === 0 ? probeBytes.least : 4 * expected + probeBytes.spare;
      update.run(Math.min(bytes, probeBytes.most));
    },
  };
}

function reportMigration(progress: MigrationProgress): void {
  parentPort?.postMessage({ progress } satisfies ThreadReport);
}

/** Migrates the schema for a program that is not a server. Throws if a migration is due while a server is running. */
function migrateAlone(database: DatabaseSync, file: string): void {
  const version = database.prepare("PRAGMA user_version").get()?.["user_version"];
  const isNewest = version === schemaVersion && !isMigrating(database);
  const lock = isNewest ? undefined : lockPath(file);
  if (!isNewest && lock === undefined) {
    const problem = "its schema cannot be migrated while a server uses it";
    throw new StoreError("unavailable", `database ${file}: ${problem}; stop that server, or use its version`);
  }
  try {
    migrate(database, file);
    completeMigration(database, reportMigration);
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
    const isSigned = database.prepare("SELECT 1 FROM checkpoints LIMIT 1").get() !== undefined;
    const hasChanged = database.prepare("SELECT 1 FROM meta WHERE name = 'former_origin_host'").get() !== undefined;
    const found = { store: `database ${file}`, originHost: before, hasEvents, isHostOpen: !isSigned && !hasChanged };
    const host = settleLogHost(found, options);
    if (host !== before) {
      const save = "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value";
      database.prepare(save).run("origin_host", Buffer.from(host));
      if (hasEvents && before !== undefined) {
        database.prepare(save).run("former_origin_host", Buffer.from(before));
      }
    }
    return host;
  });
}
