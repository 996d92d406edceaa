// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../../contract/store-error.js";
import { migrate } from "../schema/migrate.js";
import { migrations } from "../schema/migrations.js";
import { lockForServer } from "./lock-for-server.js";

/** Brings the schema to the newest version for a program that is no server, and only while no server runs on it. */
export function migrateAlone(database: DatabaseSync, file: string): void {
  const isNewest = database.prepare("PRAGMA user_version").get()?.["user_version"] === migrations.length;
  const lock = isNewest ? undefined : lockForServer(file);
  if (!isNewest && lock === undefined) {
    const problem = "a server uses it, whose schema must not change beneath it";
    throw new StoreError("unavailable", `database ${file}: ${problem}; stop that server, or use its version`);
  }
  try {
    migrate(database, file);
  } finally {
    lock?.release();
  }
}
