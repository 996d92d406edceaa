// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Path of the SQLite file that a store names, with or without `sqlite:` before it. Undefined for any other URL. */
export function sqlitePathOf(store: string): string | undefined {
  const path = store.replace(/^sqlite:/i, "");
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path) ? undefined : path;
}
