// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Something in a store that is not what it should be. */
export interface StoreFinding {
  readonly table: string;
  /** Absent when a row is missing, or is there that should not be. */
  readonly column?: string;
  readonly tenantId?: string;
  /** Place of the event in the log of its tenant. */
  readonly sequence?: number;
  readonly eventId?: string;
  /** What is wrong, in English. */
  readonly message: string;
}

export type ReportFinding = (finding: StoreFinding) => void;

/** Rows of a table that belong to a tenant without a head. */
interface Strays {
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
