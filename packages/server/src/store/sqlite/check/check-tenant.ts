// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { ReadEvent } from "../../check/check-columns.js";
import type { HeadRow } from "../../check/check-head.js";
import type { RedactionCheck } from "../../check/redaction-check.js";
import type { ReportFinding } from "../../check/store-finding.js";
import type { SumCheck } from "../../check/sum-check.js";
import { createTenantCheck, type RootsBySize } from "../../check/tenant-check.js";
import { collectWords } from "../../words/collect-words.js";
import { fromColumnText } from "../../words/column-text.js";
import { toRowId } from "../schema/event-place.js";
import { toIndexedWords } from "../schema/indexed-words.js";
import type { EntrySums } from "./check-entries.js";
import { tagEntry } from "./check-entries.js";
import { prepareTileTable } from "./check-tiles.js";
import type { SqliteRow } from "./read-rows.js";
import { iterateRows } from "./read-rows.js";

/** Row of `heads`. */
export interface SqliteHead extends HeadRow {
  readonly tenant_no: number;
}

/** What the checks of all tenants share. */
export interface StoreChecks {
  readonly database: DatabaseSync;
  readonly hasLog: boolean;
  readonly report: ReportFinding;
  readonly sums: SumCheck;
  readonly words: EntrySums;
  readonly tags: EntrySums;
  readonly redactions: RedactionCheck;
  onEvent(): void;
}

/** Checks the events of a tenant in their order, with all that follows from them. Returns roots for its checkpoints. */
export function checkTenant(checks: StoreChecks, head: SqliteHead, sizes: ReadonlySet<number>): RootsBySize {
  const { database, hasLog, report } = checks;
  const { tenant_no: tenantNo } = head;
  const tenantId = fromColumnText(head.tenant_id);
  const tenant = createTenantCheck<SqliteRow>(head, {
    hasLog,
    tenantTable: "heads",
    report,
    sizes,
    onEvent: (stored, read) => addUp(checks, tenantNo, stored, read),
  });
  const tiles = prepareTileTable(database, tenantNo, tenantId, report);
  for (const stored of iterateRows(database, { from: toRowId(tenantNo, 0), end: toRowId(tenantNo + 1, 0) }, report)) {
    if (stored.tenant_no !== tenantNo) {
      const message = `expected ${tenantNo}, got ${stored.tenant_no}`;
      const eventId = fromColumnText(stored.event_id);
      report({ table: "events", column: "tenant_no", tenantId, sequence: stored.sequence, eventId, message });
    }
    tenant.push(stored);
    tiles.check(tenant.tiles);
    checks.onEvent();
  }
  tenant.end();
  tiles.check(tenant.tiles);
  tiles.end(tenant.tiles);
  return tenant.roots;
}

function addUp(checks: StoreChecks, tenantNo: number, stored: SqliteRow, { event, row }: ReadEvent): void {
  const { id: key, sequence, revision } = stored;
  checks.redactions.add({ key, sequence, revision, event });
  checks.sums.add(tenantNo, row);
  for (const word of toIndexedWords(tenantNo, collectWords(event))) {
    checks.words.add(key, word);
  }
  for (const tag of row.tags) {
    checks.tags.add(key, tagEntry(tenantNo, tag, row.seconds, row.nanos));
  }
}
