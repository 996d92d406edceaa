// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { statSync } from "node:fs";
import { StoreError } from "../../contract/store-error.js";

/** Inodes by path. */
export type Inodes = ReadonlyMap<string, string | undefined>;

/** Returns the inodes of a database, of its write-ahead log and of the index of that log, as far as they exist. */
export function findInodes(file: string): Inodes {
  return new Map([file, `${file}-wal`, `${file}-shm`].map((path) => [path, inodeOf(path)]));
}

/** Returns a name for the inode of a file. Undefined if there is no file. */
export function inodeOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

/** Returns whether any of the files was removed, moved or replaced. */
export function hasLostFiles(inodes: Inodes): boolean {
  return [...inodes].some(([path, inode]) => inodeOf(path) !== inode);
}

/**
 * Throws a `StoreError` if a file of an open database was removed, moved or replaced. SQLite would go on with the files
 * that it has open, which nobody could open again, or find a database without its log.
 */
export function requireInodes(inodes: Inodes, file: string): void {
  for (const [path, inode] of inodes) {
    const found = inodeOf(path);
    if (found !== inode) {
      const problem = found === undefined ? "was removed or moved" : "was replaced";
      const remedy = "put it back, or stop the server and restore the database from a backup";
      throw new StoreError("unavailable", `database ${file}: ${path} ${problem} while it was open`, { remedy });
    }
  }
}

/** Wraps the methods of a thread, so that all but `close` succeed only if the files are in place before and after. */
export function requireInodesIn<Methods extends Record<string, (argument: never) => unknown>>(
  methods: Methods,
  requireFiles: () => void,
): Methods {
  const wrap = (call: (argument: never) => unknown) => (argument: never) => {
    requireFiles();
    const result = call(argument);
    requireFiles();
    return result;
  };
  const wrapped = Object.entries(methods).map(([name, call]) => [name, name === "close" ? call : wrap(call)]);
  return Object.fromEntries(wrapped) as Methods;
}
