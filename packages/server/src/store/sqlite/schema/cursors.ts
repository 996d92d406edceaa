// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";

/** Arguments of {@link replaceCursor}. */
export interface CursorChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly value: string;
}

export function readCursor(database: DatabaseSync, name: string): string | undefined {
  return database.prepare("SELECT value FROM cursors WHERE name = ?").get(name)?.["value"] as string | undefined;
}

export function replaceCursor(database: DatabaseSync, { name, before, value }: CursorChange): boolean {
  const { changes } =
    before === undefined
      ? database.prepare("INSERT INTO cursors VALUES (?, ?) ON CONFLICT DO NOTHING").run(name, value)
      : database.prepare("UPDATE cursors SET value = ? WHERE name = ? AND value = ?").run(value, name, before);
  return changes === 1;
}
