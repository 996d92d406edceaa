// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isStoreError, StoreError } from "../../contract/store-error.js";

const permissions = "check the permissions of the file and of its folder, and that the folder exists";
const locks = "end the other program, or wait until it is done";

/**
 * Reasons and remedies by primary result code of SQLite (https://sqlite.org/rescode.html): the least significant byte of
 * a result code.
 */
const unavailable = new Map<number, readonly [reason: string, remedy: string]>([
  [3, ["access is denied", permissions]],
  [5, ["another process holds a lock on it", locks]],
  [6, ["it is locked", locks]],
  [8, ["it is read-only", permissions]],
  [10, ["reading from or writing to the disk failed", "check the disk, and the log of the system"]],
  [13, ["the disk is full", "make room on the disk"]],
  [14, ["the file cannot be opened", permissions]],
]);
const corrupt = new Map<number, readonly [reason: string, remedy?: string]>([
  [11, ["its content is damaged"]],
  [26, ["it is not a SQLite database", "check the path, or restore the store from a backup"]],
]);

/** Converts an error of SQLite to a `StoreError`. Returns other errors unchanged. */
export function toStoreError(error: unknown, file: string): Error {
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  if (isStoreError(error) || code !== "ERR_SQLITE_ERROR" || errcode === undefined) {
    return error instanceof Error ? error : new Error(String(error));
  }
  const result = errcode & 0xff;
  const kind = unavailable.has(result) ? "unavailable" : "corrupt";
  const [reason, remedy] = unavailable.get(result) ?? corrupt.get(result) ?? ["it cannot be used"];
  const advice = kind === "unavailable" ? "fix that and try again" : "restore it from a backup";
  return new StoreError(kind, `database ${file}: ${reason} (${message}); ${advice}`, {
    cause: error,
    remedy,
  });
}
