// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { StoreError } from "../../contract/store-error.js";
import { isServed } from "../file/lock-database.js";
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
  const source = !canCreateFiles(dirname(file)) && isAlone(file) ? withParameter(file, "immutable") : file;
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

/** A database that is only read. */
export interface Untouched {
  readonly database: DatabaseSync;
  /** Returns whether what has been read so far is right. It may not be once another program has begun to write. */
  isUntouched(): boolean;
}

/**
 * Opens a database as {@link openReadOnly} does, and leaves all its files as they are. Only where a write-ahead log lies
 * without its index, SQLite creates that. A server may have the database open.
 */
export function openUntouched(path: string): Untouched {
  const file = realPathOf(path);
  if (isAlone(file)) {
    const before = describeVersion(file);
    const database = new DatabaseSync(withParameter(file, "immutable"), { readOnly: true });
    return { database, isUntouched: () => isAlone(file) && describeVersion(file) === before };
  }
  return { database: openWithIndex(file) ?? openReadOnly(file), isUntouched: () => true };
}

/**
 * Opens a database without writing to the index of its write-ahead log. Undefined if that is not possible. A server may
 * have written more than the index says to those who cannot change it, so this is for databases without a server.
 */
function openWithIndex(file: string): DatabaseSync | undefined {
  if (!existsSync(`${file}-shm`) || isServed(file)) {
    return undefined;
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(withParameter(file, "readonly_shm"), { readOnly: true, timeout: busyTimeoutMs });
    database.prepare("PRAGMA user_version").get();
    return database;
  } catch {
    database?.close();
    return undefined;
  }
}

/** Returns the URI of a database with a parameter of SQLite (https://sqlite.org/c3ref/open.html). */
function withParameter(file: string, name: "immutable" | "readonly_shm"): URL {
  return new URL(`${pathToFileURL(file).href}?${name}=1`);
}

function describeVersion(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return `${found?.ino} ${found?.size} ${found?.mtimeNs} ${found?.ctimeNs}`;
}

/** Returns whether there is nothing beside a database without which it would lack events. */
function isAlone(file: string): boolean {
  if (existsSync(`${file}-journal`)) {
    return false;
  }
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
