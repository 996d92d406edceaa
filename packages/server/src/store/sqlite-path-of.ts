// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { StoreError } from "./contract/store-error.js";

/** Returns the path of an SQLite store, with or without the prefix `sqlite:`. Undefined for any other URL. */
export function sqlitePathOf(store: string): string | undefined {
  const path = store.replace(/^sqlite:/i, "");
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path) ? undefined : path;
}

/** Like {@link sqlitePathOf}, but throws a `StoreError` of code `unsupported` if the store is not a file. */
export function requireSqlitePath(store: string): string {
  const path = sqlitePathOf(store);
  if (path === undefined || path === "" || path === ":memory:") {
    const got = path === undefined ? `a ${store.split("://", 1)[0]}: URL` : `"${store}"`;
    throw new StoreError(
      "unsupported",
      `store: expected a file path, sqlite:PATH or postgres://HOST/DATABASE, got ${got}`,
    );
  }
  return path;
}
