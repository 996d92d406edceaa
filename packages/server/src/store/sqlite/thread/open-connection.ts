// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";

/** How long to wait for a lock that another process holds for a moment. */
const busyTimeoutMs = 5000;

/** Opens a connection of one thread to the database. `write` makes every commit wait for the disk. */
export function openConnection(file: string, use: "read" | "write"): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    database.exec("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF");
    if (use === "write") {
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
      // Fewer checkpoints than by default, since each holds up the appends that wait behind it.
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
