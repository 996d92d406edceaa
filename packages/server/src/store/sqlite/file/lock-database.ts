// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError } from "../../contract/store-error.js";
import { type Inode, openInode } from "./open-inode.js";
import { createPrivateFile, makePrivate } from "./private-files.js";
import { realPathOf } from "./real-path-of.js";

/** A lock that is held until it is released, or until the process ends. */
export interface Lock {
  release(): void;
}

/** Other programs hold the locks for moments, to check them. */
const attempts = 20;
const pauseMs = 25;

/**
 * Locks a database for one server: its path, with {@link lockPath}, and its inode, whatever names that has. A program
 * with access `manage` locks nothing. It only checks that no server uses the file under another name, and so with
 * another write-ahead log. Creates the file if it does not exist. Rejects with a `StoreError` if a server is in the way,
 * and with the error of SQLite if the lock cannot be opened. Release the lock after SQLite has closed the file.
 */
export async function lockDatabase(file: string, access: "serve" | "manage"): Promise<Lock> {
  createPrivateFile(file);
  const inode = openInode(file);
  try {
    const lock = await lockNames({ file, inode, access });
    let isReleased = false;
    return {
      release() {
        if (!isReleased) {
          isReleased = true;
          lock?.release();
          inode.close();
        }
      },
    };
  } catch (error) {
    inode.close();
    throw error;
  }
}

interface Locking {
  readonly file: string;
  readonly inode: Inode;
  readonly access: "serve" | "manage";
}

async function lockNames({ file, inode, access }: Locking): Promise<Lock | undefined> {
  for (let attempt = 1; ; attempt++) {
    const path = lockPath(file);
    if (path === undefined && access === "manage") {
      // The server uses it under this path, which is fine.
      return undefined;
    }
    const problem = path === undefined ? "another server uses it" : lockInode(inode);
    if (problem === undefined && access === "serve") {
      return path;
    }
    path?.release();
    if (problem === undefined) {
      inode.unlock();
      return undefined;
    }
    if (attempt === attempts) {
      throw new StoreError("unavailable", `database ${file}: ${problem}; stop that server or use another file`);
    }
    await sleep(pauseMs);
  }
}

/** Locks the inode. Returns the problem if that fails. */
function lockInode(inode: Inode): string | undefined {
  const result = inode.lock();
  if (result === "impossible" && inode.hasOtherNames()) {
    return "it has several names, and without the program flock, another server may use it under one of them";
  }
  return result === "held" ? "another server uses it under another name" : undefined;
}

/**
 * Throws a `StoreError` if a server uses a database under another name, and so with another write-ahead log: what is read
 * under this one lacks events. Creates nothing.
 */
export function requireNoServerElsewhere(path: string): void {
  const file = realPathOf(path);
  const inode = openInode(file);
  try {
    if (inode.hasOtherNames() && inode.lock() === "held" && !isServed(file)) {
      const problem = "a server uses it under another name, with another write-ahead log";
      throw new StoreError("unavailable", `database ${file}: ${problem}; read it under that name, or stop the server`);
    }
  } finally {
    inode.close();
  }
}

/** Returns whether a server uses a database under this path. Creates nothing. */
export function isServed(file: string): boolean {
  if (!existsSync(`${file}-lock`)) {
    return false;
  }
  const lock = lockPath(file);
  lock?.release();
  return lock === undefined;
}

/** Rejects with a `StoreError` if a server uses a database under this path. Creates nothing. */
export async function requireNoServer(path: string): Promise<void> {
  const file = realPathOf(path);
  for (let attempt = 1; isServed(file); attempt++) {
    if (attempt === attempts) {
      throw new StoreError(
        "unavailable",
        `database ${file}: a server uses it, and may add events; stop that server first`,
      );
    }
    await sleep(pauseMs);
  }
}

/**
 * Locks the path of a database. Returns undefined when it is locked. The lock is on a second file, `<file>-lock`, and
 * the operating system releases it however the process ends.
 */
export function lockPath(file: string): Lock | undefined {
  createPrivateFile(`${file}-lock`);
  makePrivate(`${file}-lock`);
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
