// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { CheckedEvent } from "../../check/check-columns.js";
import type { HeadRow } from "../../check/check-head.js";
import type { RedactionCheck } from "../../check/check-redactions.js";
import type { SumCheck } from "../../check/check-sums.js";
import { createTenantCheck, type RootsBySize } from "../../check/check-tenant.js";
import type { ReportFinding } from "../../check/store-finding.js";
import { collectWords } from "../../words/collect-words.js";
import { fromColumnText } from "../../words/column-text.js";
import { toIndexedWords } from "../schema/indexed-words.js";
import { toRowId, toSequence } from "../schema/row-id.js";
import { type EntrySums, tagEntry } from "./check-entries.js";
import { prepareTileTable } from "./check-tables.js";
import { type SqliteRow, selectRows } from "./read-rows.js";

/** Row of `heads`. */
export interface SqliteHead extends HeadRow {
  readonly tenant_no: number;
}

/** State that the checks of all tenants share. */
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

/** Checks the events of a tenant in order, and everything derived from them. Returns the roots for its checkpoints. */
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

function addUp(
  checks: StoreChecks,
  tenantNo: number,
  stored: SqliteRow,
  { event, row, redaction }: CheckedEvent,
): void {
  const { id: key, sequence, revision } = stored;
  checks.redactions.add({ key, sequence, revision, event, redaction });
  checks.sums.add(tenantNo, row);
  for (const word of toIndexedWords(tenantNo, collectWords(event))) {
    checks.words.add(key, word);
  }
  for (const tag of row.tags) {
    checks.tags.add(key, tagEntry(tenantNo, tag, row.seconds, row.nanos));
  }
}

/** Row ids from `from` to `end`, exclusive. */
interface IdRange {
  readonly from: number;
  readonly end: number;
}

/** Reads events by id. A row that cannot be read is reported and skipped. */
function* iterateRows(database: DatabaseSync, { from, end }: IdRange, report: ReportFinding): Generator<SqliteRow> {
  const select = database.prepare(`${selectRows} NOT INDEXED WHERE id >= ? AND id < ? ORDER BY id`);
  // A number beyond 2^53 ends the iteration, which resumes after that row.
  const after = database.prepare("SELECT min(id) AS id FROM events NOT INDEXED WHERE id >= ? AND id < ?");
  let next = from;
  for (;;) {
    try {
      for (const row of select.iterate(next, end) as unknown as Iterable<SqliteRow>) {
        next = row.id + 1;
        yield row;
      }
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "ERR_OUT_OF_RANGE") {
        throw error;
      }
      const id = Number(after.get(next, end)?.["id"]);
      report({ table: "events", sequence: toSequence(id), message: "expected numbers up to 2^53, got one beyond" });
      next = id + 1;
    }
  }
}
