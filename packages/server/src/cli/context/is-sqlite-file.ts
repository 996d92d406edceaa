// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { open } from "node:fs/promises";
import { sqlitePathOf } from "../../store/sqlite-path-of.js";

/** First bytes of every SQLite database. */
const magic = "SQLite format 3\0";

/** Returns whether a path, with or without the prefix `sqlite:`, is an SQLite database. Rejects if it cannot be read. */
export async function isSqliteFile(path: string): Promise<boolean> {
  const file = await open(sqlitePathOf(path) ?? path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.toString("latin1") === magic;
  } finally {
    await file.close();
  }
}
