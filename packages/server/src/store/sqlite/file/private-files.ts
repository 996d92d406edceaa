// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, closeSync, openSync } from "node:fs";

/** Access of the owner only. SQLite gives the write-ahead log and its index the mode of the database. */
const privateMode = 0o600;

/**
 * Creates an empty file that only its owner may access, whatever the umask is. Does nothing if the file exists. Leaves
 * the report of a file that cannot be created to SQLite.
 */
export function createPrivateFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", privateMode));
  } catch {
    return;
  }
  // By its path, since Node refuses to change the mode of a descriptor under its permission model.
  chmodSync(file, privateMode);
}

/** Takes the access of others from a file without content, such as a lock. Leaves a file of another owner as it is. */
export function makePrivate(file: string): void {
  try {
    chmodSync(file, privateMode);
  } catch {}
}
