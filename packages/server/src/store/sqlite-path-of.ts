// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { StoreError } from "./contract/store-error.js";

/** Path of the SQLite file that a store names, with or without `sqlite:` before it. Undefined for any other URL. */
export function sqlitePathOf(store: string): string | undefined {
  const path = store.replace(/^sqlite:/i, "");
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path) ? undefined : path;
}

/** The same, where nothing else will do. Throws a `StoreError` of code `unsupported` for what names no file. */
export function requireSqlitePath(store: string): string {
  const path = sqlitePathOf(store);
  if (path === undefined || path === "" || path === ":memory:") {
    const got = path === undefined ? `a URL of ${store.split("://", 1)[0]}:` : `"${store}"`;
    throw new StoreError(
      "unsupported",
      `store: expected the path of a file, sqlite:PATH or postgres://HOST/DATABASE, got ${got}`,
    );
  }
  return path;
}
