// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import type { ReportFinding } from "../../check/store-finding.js";
import { migrations } from "../schema/migrations.js";

const list = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";

/** Compares the schema of a database with that of this version, including the triggers that keep it append-only. */
export function checkSchema(database: DatabaseSync, report: ReportFinding): void {
  const model = new DatabaseSync(":memory:");
  try {
    for (const step of migrations) {
      model.exec(step);
    }
    const expected = readSchema(model);
    for (const [name, sql] of readSchema(database)) {
      if (!expected.has(name)) {
        report({ table: "sqlite_schema", message: `${name}: expected none, since this version does not create it` });
      } else if (expected.get(name) !== sql) {
        report({ table: "sqlite_schema", message: `${name}: expected the definition of this version, found another` });
      }
      expected.delete(name);
    }
    for (const name of expected.keys()) {
      report({ table: "sqlite_schema", message: `${name}: expected it in the schema, found none` });
    }
  } finally {
    model.close();
  }
}

function readSchema(database: DatabaseSync): Map<string, unknown> {
  return new Map(
    database
      .prepare(list)
      .all()
      .map((row) => [String(row["name"]), row["sql"]]),
  );
}
