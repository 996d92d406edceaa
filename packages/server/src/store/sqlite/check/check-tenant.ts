// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { tileWidth } from "@chaukas/spec-integrity";
import type { ReadEvent } from "../../check/check-columns.js";
import type { HeadRow } from "../../check/check-head.js";
import type { RedactionCheck } from "../../check/redaction-check.js";
import type { ReportFinding } from "../../check/store-finding.js";
import type { SumCheck } from "../../check/sum-check.js";
import { createTenantCheck, type RootsBySize } from "../../check/tenant-check.js";
import { checkTile, reportExtraTile, type TileCheck } from "../../check/tile-check.js";
import { hashSubtree, joinHashes, sliceHashes } from "../../records/hashes.js";
import { collectWords } from "../../words/collect-words.js";
import { fromColumnText } from "../../words/column-text.js";
import { middleWidth } from "../append/tiles.js";
import { toRowId } from "../schema/event-place.js";
import { toIndexedWords } from "../schema/indexed-words.js";
import { type EntrySums, tagEntry } from "./check-entries.js";
import { iterateRows, type SqliteRow } from "./read-rows.js";

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

/** Holds `tiles` against those of the tree of a tenant. */
interface TileTable {
  /** Checks tiles that have become full since the last call. */
  check(tiles: TileCheck): void;
  /** Finds tiles that the tree does not have. */
  end(tiles: TileCheck): void;
}

/** Prepares the statements for a tenant. */
export function prepareTileTable(
  database: DatabaseSync,
  tenantNo: number,
  tenantId: string,
  report: ReportFinding,
): TileTable {
  const select = database.prepare(
    "SELECT root, middle, hashes FROM tiles WHERE tenant_no = ? AND level = ? AND tile = ?",
  );
  const list = database.prepare("SELECT level, tile FROM tiles WHERE tenant_no = ? ORDER BY level, tile");
  return {
    check(tiles) {
      for (const { level, tile, columns } of tiles.take()) {
        const stored = select.get(tenantNo, level, tile) as Record<string, Uint8Array> | undefined;
        const middle = middleOf(columns["hashes"] as Uint8Array);
        checkTile({ level, tile, columns: { ...columns, middle } }, stored, tenantId, report);
      }
    },
    end({ full }) {
      for (const { level, tile } of list.iterate(tenantNo) as Iterable<{ level: number; tile: number }>) {
        if (tile >= (full[level] ?? 0) || tile < 0) {
          reportExtraTile(level, tile, tenantId, report);
        }
      }
    },
  };
}

function middleOf(hashes: Uint8Array): Uint8Array {
  const places = Array.from({ length: tileWidth / middleWidth }, (_, place) => place * middleWidth);
  return joinHashes(places.map((place) => hashSubtree(sliceHashes(hashes, place, middleWidth))));
}
