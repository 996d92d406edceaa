// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { tileWidth } from "@chaukas/spec-integrity";
import { type SumCheck, type SumTables, tablesOfSums } from "../../check/check-sums.js";
import { checkTile, reportExtraTile, type TileCheck } from "../../check/check-tiles.js";
import { type ReportFinding, reportStrays } from "../../check/store-finding.js";
import { hashSubtree, joinHashes, sliceHashes } from "../../records/hashes.js";
import { middleWidth } from "../append/tiles.js";

/** Reports rows that belong to no tenant. */
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

/** The tables of sums in SQLite. */
export const sumTables: SumTables = {
  tenant: "tenant_no",
  sessionColumns: ["events", "first_seconds", "first_nanos", "last_seconds", "last_nanos"],
  toSessionValues: ({ events, first, last }) => [events, ...first, ...last],
};

/** Compares the tables of sums with the sums over the events. */
export function checkSums(database: DatabaseSync, sums: SumCheck): void {
  for (const table of tablesOfSums) {
    const check = sums.begin(table);
    for (const row of database.prepare(`SELECT * FROM ${table}`).iterate()) {
      check.push(row);
    }
    check.end();
  }
}

/** Compares `tiles` with the tiles of a tenant's tree. */
interface TileTable {
  /** Checks tiles that have become full since the last call. */
  check(tiles: TileCheck): void;
  /** Reports tiles that the tree does not have. */
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
