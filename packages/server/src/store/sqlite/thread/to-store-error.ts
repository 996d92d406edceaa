// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isStoreError, StoreError } from "../../contract/store-error.js";

/** Primary result codes of SQLite (https://sqlite.org/rescode.html): the least significant byte of a result code. */
const unavailable = new Map([
  [3, "access is denied"],
  [5, "another process holds a lock on it"],
  [6, "it is locked"],
  [8, "it is read-only"],
  [10, "reading from or writing to the disk failed"],
  [13, "the disk is full"],
  [14, "the file cannot be opened"],
]);
const corrupt = new Map([
  [11, "its content is damaged"],
  [26, "it is not a SQLite database"],
]);

/** Converts an error of SQLite to a `StoreError`. Returns other errors unchanged. */
export function toStoreError(error: unknown, file: string): Error {
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  if (isStoreError(error) || code !== "ERR_SQLITE_ERROR" || errcode === undefined) {
    return error instanceof Error ? error : new Error(String(error));
  }
  const result = errcode & 0xff;
  const [kind, reason] = unavailable.has(result)
    ? (["unavailable", unavailable.get(result)] as const)
    : (["corrupt", corrupt.get(result)] as const);
  const advice = kind === "unavailable" ? "fix that and try again" : "restore it from a backup";
  return new StoreError(kind, `database ${file}: ${reason ?? "it cannot be used"} (${message}); ${advice}`, {
    cause: error,
  });
}
