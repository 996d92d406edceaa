// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { SumCheck, SumTables } from "../../check/sum-check.js";

/** Tables of sums as SQLite has them. */
export const sumTables: SumTables = {
  tenant: "tenant_no",
  sessionColumns: ["events", "first_seconds", "first_nanos", "last_seconds", "last_nanos"],
  toSessionValues: ({ events, first, last }) => [events, ...first, ...last],
};

/** Holds the tables of sums against what the events have come to. */
export function checkTables(database: DatabaseSync, sums: SumCheck): void {
  for (const table of ["tallies", "sessions"] as const) {
    const check = sums.begin(table);
    for (const row of database.prepare(`SELECT * FROM ${table}`).iterate()) {
      check.push(row);
    }
    check.end();
  }
}
