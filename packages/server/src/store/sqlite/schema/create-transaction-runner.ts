// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";

/**
 * Returns a function that runs `write` in a write transaction. When it returns, all changes are durable; when it
 * throws, none are kept.
 */
export function createTransactionRunner(database: DatabaseSync): <Result>(write: () => Result) => Result {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  return (write) => {
    begin.run();
    try {
      const result = write();
      commit.run();
      return result;
    } finally {
      if (database.isTransaction) {
        database.exec("ROLLBACK");
      }
    }
  };
}
