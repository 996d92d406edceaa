// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { StoreError } from "../contract/store-error.js";
import { fromColumnText } from "../words/column-text.js";
import { requireNoServerElsewhere } from "./file/lock-database.js";
import { applicationId } from "./schema/migrations.js";
import { openReadOnly } from "./thread/open-read-only.js";
import { toStoreError } from "./thread/to-store-error.js";

/** Number of events of a tenant. */
interface BackedUpLog {
  readonly tenantId: string;
  readonly size: number;
}

/** How much was copied, in pages. */
interface BackupProgress {
  readonly copied: number;
  readonly total: number;
}

const pagesAtOnce = 1000;

/**
 * Copies an SQLite store to a new file that only its owner can read, and that appears under its name once it is complete
 * and on disk. All pages are of one moment, whatever servers write meanwhile. Resolves with the logs of the copy. Rejects
 * with a `StoreError` if the file is not a store, or cannot be read or written.
 */
export async function backUpSqlite(
  path: string,
  target: string,
  onProgress: (progress: BackupProgress) => void = () => {},
): Promise<readonly BackedUpLog[]> {
  const staging = `${target}.${process.pid}.partial`;
  closeSync(openSync(staging, "wx", 0o600));
  try {
    const logs = await copy(path, staging, onProgress);
    syncFile(staging);
    publish(staging, target);
    return logs;
  } catch (error) {
    throw toStoreError(error, path);
  } finally {
    for (const suffix of ["", "-journal", "-wal", "-shm"]) {
      rmSync(`${staging}${suffix}`, { force: true });
    }
  }
}

async function copy(
  path: string,
  staging: string,
  onProgress: (progress: BackupProgress) => void,
): Promise<BackedUpLog[]> {
  requireNoServerElsewhere(path);
  const database = openReadOnly(path);
  try {
    requireStore(database, path);
    // An open transaction keeps the copy at this moment. Without one, it would begin anew after each write of a server.
    database.exec("BEGIN");
    const heads = database
      .prepare("SELECT tenant_id, next_sequence FROM heads WHERE next_sequence > 0 ORDER BY tenant_id")
      .all();
    await backup(database, staging, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        onProgress({ copied: totalPages - remainingPages, total: totalPages }),
    });
    makeOneFile(staging);
    return heads.map((head) => ({
      tenantId: fromColumnText(String(head["tenant_id"])),
      size: Number(head["next_sequence"]),
    }));
  } finally {
    database.close();
  }
}

/** Gives a complete file its name, without replacing another file. */
function publish(staging: string, target: string): void {
  try {
    linkSync(staging, target);
  } catch (error) {
    // Some file systems, such as those of USB sticks, have no hard links.
    if ((error as NodeJS.ErrnoException).code === "EEXIST" || existsSync(target)) {
      throw error;
    }
    renameSync(staging, target);
  }
  if (process.platform !== "win32") {
    syncFile(dirname(target));
  }
}

/** Ends the mode in which a database needs other files beside it, even to be read. A server begins it again. */
function makeOneFile(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA journal_mode = DELETE");
  } finally {
    database.close();
  }
}

function requireStore(database: DatabaseSync, path: string): void {
  if (database.prepare("PRAGMA application_id").get()?.["application_id"] !== applicationId) {
    throw new StoreError("unsupported", `database ${path}: expected a store of this server, got another database`);
  }
}

function syncFile(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
