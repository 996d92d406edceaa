// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { ReportFinding } from "../../check/store-finding.js";
import { reportStrays } from "../../check/store-finding.js";

/** Finds what belongs to no tenant. */
export function checkStrays(database: DatabaseSync, report: ReportFinding): void {
  for (const [table, tenant] of [
    ["events", "id / 4294967296"],
    ["tiles", "tenant_no"],
    ["checkpoints", "tenant_no"],
  ] as const) {
    const sql = `SELECT CAST(${tenant} AS TEXT) AS tenant, count(*) AS rows FROM ${table} WHERE ${tenant} NOT IN (SELECT tenant_no FROM heads) GROUP BY 1`;
    for (const { tenant: no, rows } of database.prepare(sql).all()) {
      reportStrays({ table, tenant: `tenant number ${no}`, rows: Number(rows) }, report);
    }
  }
}
