// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { StoreError } from "../../contract/store-error.js";
import { realPathOf } from "../file/real-path-of.js";

/** Maximum time to wait for a lock that another process holds. */
const busyTimeoutMs = 5000;

/**
 * Opens a database that is only read, also in a folder that cannot be written, such as evidence media. Throws a
 * `StoreError` if its write-ahead log lies there without its index, and so cannot be read. Check before, in the main
 * thread, that no server uses the file under another name.
 */
export function openReadOnly(path: string): DatabaseSync {
  const file = realPathOf(path);
  // SQLite needs an index beside a database with a write-ahead log, even to read it. Without a log, nobody has the
  // database open. Without an index, nobody has it open either, and an empty log has no events.
  const source =
    !canCreateFiles(dirname(file)) && isAlone(file) ? new URL(`${pathToFileURL(file).href}?immutable=1`) : file;
  const database = new DatabaseSync(source, { readOnly: true, timeout: busyTimeoutMs });
  try {
    database.prepare("PRAGMA user_version").get();
  } catch (error) {
    database.close();
    const { errcode = 0 } = error as { errcode?: number };
    if (errcode % 256 !== 14 || canCreateFiles(dirname(file))) {
      throw error;
    }
    const problem = `it has events in ${file}-wal, which can be read only where files can be created`;
    throw new StoreError("unavailable", `database ${file}: ${problem}; copy both files to another folder`, {
      cause: error,
    });
  }
  return database;
}

function isAlone(file: string): boolean {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return log === undefined || (log.size === 0 && !existsSync(`${file}-shm`));
}

function canCreateFiles(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
