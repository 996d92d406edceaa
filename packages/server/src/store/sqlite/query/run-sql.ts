// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import type { SqlPart } from "../schema/sql-part.js";

/** Most statements that are kept prepared. */
const maxPrepared = 200;

/** Returns what runs statements on a database and returns their rows. Statements stay prepared for the next time. */
export function runSql(database: DatabaseSync): (part: SqlPart) => Record<string, SQLOutputValue>[] {
  const prepared = new Map<string, StatementSync>();
  return ({ sql, values }) => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      if (prepared.size >= maxPrepared) {
        prepared.clear();
      }
      prepared.set(sql, statement);
    }
    return statement.all(...values);
  };
}
