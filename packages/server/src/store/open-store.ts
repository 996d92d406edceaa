// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "./contract/event-store.js";
import type { PostgresStoreOptions } from "./postgres/open-postgres-store.js";
import type { LogOptions } from "./records/log-host.js";
import { openSqliteStore, type SqliteStoreOptions } from "./sqlite/open-sqlite-store.js";
import { requireSqlitePath } from "./sqlite-path-of.js";

/** Options of both kinds of store. Each ignores the options of the other. */
export type OpenStoreOptions = SqliteStoreOptions & PostgresStoreOptions & LogOptions;

/**
 * Opens a store: the path of an SQLite database, with or without the prefix `sqlite:`, or the URL of a PostgreSQL
 * database. Rejects with a `StoreError` if it cannot be used.
 */
export async function openStore(url: string, options: OpenStoreOptions = {}): Promise<EventStore> {
  if (/^postgres(ql)?:\/\//i.test(url)) {
    // Loaded on demand, so that a server on SQLite never loads a PostgreSQL client.
    const { openPostgresStore } = await import("./postgres/open-postgres-store.js");
    return openPostgresStore(url, options);
  }
  return openSqliteStore(requireSqlitePath(url), options);
}
