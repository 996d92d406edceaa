// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** An inconsistency in a store. */
export interface StoreFinding {
  readonly table: string;
  /** Absent if a row is missing or unexpected. */
  readonly column?: string;
  readonly tenantId?: string;
  /** Sequence of the event in the log of its tenant. */
  readonly sequence?: number;
  readonly eventId?: string;
  /** Description of the problem, in English. */
  readonly message: string;
}

export type ReportFinding = (finding: StoreFinding) => void;

/** Rows of a tenant that has no head. */
interface Strays {
  readonly table: string;
  /** How the finding names the tenant. */
  readonly tenant: string;
  readonly rows: number;
}

/** Reports rows of a tenant that has no head. */
export function reportStrays({ table, tenant, rows }: Strays, report: ReportFinding): void {
  // A single event was probably assigned to the wrong tenant. If there are several, the head is missing.
  const missing = table === "events" && rows > 1 ? "heads" : table;
  report({ table: missing, message: `${tenant} has no head, but ${rows} ${rows === 1 ? "row" : "rows"} in ${table}` });
}
