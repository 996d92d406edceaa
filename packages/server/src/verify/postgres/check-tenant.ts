// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { NoteVerifier } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import { fromColumnText } from "../../store/from-column-text.js";
import { type CheckpointRow, checkCheckpoints } from "../check-checkpoints.js";
import type { ReadEvent } from "../check-columns.js";
import type { HeadRow } from "../check-head.js";
import type { RedactionCheck } from "../redaction-check.js";
import type { ReportFinding, StoreFinding } from "../store-finding.js";
import type { SumCheck } from "../sum-check.js";
import { createTenantCheck, type RootsBySize } from "../tenant-check.js";
import { checkFullTiles, findExtraTiles } from "./check-tiles.js";
import { findWrongTerms } from "./find-wrong-terms.js";
import { readCheckpointRows } from "./read-checkpoint-rows.js";
import { type PostgresRow, readEventPages } from "./read-event-pages.js";
import { toEventKey } from "./read-redaction-rows.js";

/** What the checks of all tenants share. */
export interface StoreChecks {
  readonly client: ClientBase;
  /** Host of the logs, empty when the store keeps none. */
  readonly originHost: string;
  readonly verifiers: readonly NoteVerifier[];
  readonly report: ReportFinding;
  readonly sums: SumCheck;
  readonly redactions: RedactionCheck;
  onEvent(): void;
}

/** Checks the events of a tenant in their order, with all that follows from them. */
export async function checkTenant(checks: StoreChecks, head: HeadRow): Promise<void> {
  const { client, originHost, verifiers } = checks;
  const names = { column: head.tenant_id, tenantId: fromColumnText(head.tenant_id) };
  const report = reportUnderOwnNames(checks.report);
  const sizes = new Set<number>();
  const tenant = createTenantCheck<PostgresRow>(head, {
    hasLog: originHost !== "",
    tenantTable: "events",
    report,
    sizes,
    onEvent: (stored, read) => checkRest(checks, names, stored, read),
  });
  const checkpoints = readCheckpointRows(client, names.column);
  let pending: CheckpointRow[] = [];
  const expectRoots = (rows: readonly CheckpointRow[]) => {
    pending.push(...rows);
    for (const { size } of rows) {
      sizes.add(size);
    }
  };
  const check = (rows: readonly CheckpointRow[], roots: RootsBySize) => {
    checkCheckpoints(rows, { head, originHost, verifiers, roots }, report);
    for (const { size } of rows) {
      sizes.delete(size);
      tenant.roots.delete(size);
    }
  };

  for await (const rows of readEventPages(client, names.column, report)) {
    const last = rows.at(-1)?.sequence ?? -1;
    expectRoots(await checkpoints.readUpTo(last + 1));
    for (const row of rows) {
      tenant.push(row);
      checks.onEvent();
    }
    await checkFullTiles(client, tenant.tiles, names, report);
    // Whether the last event belongs to the tree as it is, the next one may have to tell.
    check(
      pending.filter(({ size }) => size <= last),
      tenant.roots,
    );
    pending = pending.filter(({ size }) => size > last);
  }
  expectRoots(await checkpoints.readRest());
  tenant.end();
  check(pending, tenant.roots);
  await checkFullTiles(client, tenant.tiles, names, report);
  await findExtraTiles(client, tenant.tiles, names, report);
}

/** Holds against an event what only PostgreSQL has in its row, and adds it up. */
function checkRest(
  { report, redactions, sums }: StoreChecks,
  { column: tenant, tenantId }: { column: string; tenantId: string },
  stored: PostgresRow,
  read: ReadEvent,
): void {
  const { sequence, revision } = stored;
  const { event, row } = read;
  for (const [column, message] of findWrongTerms(stored, read)) {
    report({ table: "events", column, tenantId, sequence, eventId: event.eventId, message });
  }
  redactions.add({ key: toEventKey(tenant, sequence), sequence, revision, event });
  sums.add(tenant, row);
}

/** The column that SQLite calls `commitment` has another name here. */
function reportUnderOwnNames(report: ReportFinding): ReportFinding {
  return (finding: StoreFinding) =>
    report(finding.table === "events" && finding.column === "commitment" ? { ...finding, column: "commit" } : finding);
}
