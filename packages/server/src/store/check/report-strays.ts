// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ReportFinding } from "./store-finding.js";

/** Rows of a table that belong to a tenant without a head. */
export interface Strays {
  readonly table: string;
  /** How the tenant is called. */
  readonly tenant: string;
  readonly rows: number;
}

/** Reports what belongs to no tenant. */
export function reportStrays({ table, tenant, rows }: Strays, report: ReportFinding): void {
  // A single row has strayed itself; of many, the head is gone.
  const missing = table === "events" && rows > 1 ? "heads" : table;
  report({ table: missing, message: `${tenant} has ${rows} rows in ${table}, and no head` });
}
