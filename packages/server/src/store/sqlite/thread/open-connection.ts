// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";

/** Maximum time to wait for a lock that another process holds. */
const busyTimeoutMs = 5000;

/** Opens the connection of a thread to the database. With `write`, every commit waits for the disk. */
export function openConnection(file: string, use: "read" | "write"): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    database.exec("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF");
    if (use === "write") {
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
      // Fewer checkpoints than by default, since each delays the appends that wait behind it.
      database.exec("PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864");
    } else {
      database.exec("PRAGMA query_only = ON");
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
