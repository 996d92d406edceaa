// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { type SumCheck, type SumTables, tablesOfSums } from "../../check/check-sums.js";
import { checkTile, reportExtraTile, type TileCheck } from "../../check/check-tiles.js";
import { type ReportFinding, reportStrays } from "../../check/store-finding.js";
import { fromColumnText } from "../../words/column-text.js";
import { readRows, type TenantName } from "./read-rows.js";

/** Finds rows that belong to no tenant. */
export async function checkStrays(client: ClientBase, report: ReportFinding): Promise<void> {
  for (const table of ["events", "tiles", "checkpoints"]) {
    const { rows } = await client.query<{ tenant_id: string; rows: string }>(
      `select tenant_id, count(*) as rows from chaukas.${table} t
        where not exists (select from chaukas.heads h where h.tenant_id = t.tenant_id)
        group by tenant_id order by tenant_id`,
    );
    for (const { tenant_id, rows: count } of rows) {
      const tenant = `tenant ${JSON.stringify(fromColumnText(tenant_id))}`;
      reportStrays({ table, tenant, rows: Number(count) }, report);
    }
  }
}

/** The tables of sums in PostgreSQL. */
export const sumTables: SumTables = {
  tenant: "tenant_id",
  sessionColumns: ["events", "first_ns", "last_ns"],
  toSessionValues: ({ events, first, last }) => [events, toNanoseconds(first), toNanoseconds(last)],
};

function toNanoseconds([seconds, nanos]: readonly [number, number]): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
}

/** Checks the tables of sums against the sums of the events. */
export async function checkSums(client: ClientBase, sums: SumCheck): Promise<void> {
  for (const table of tablesOfSums) {
    const check = sums.begin(table);
    for await (const row of readRows(client, `select * from chaukas.${table}`)) {
      check.push(row);
    }
    check.end();
  }
}

/** Compares the tiles that have become full since the last call with the stored ones. */
export async function checkFullTiles(
  client: ClientBase,
  tiles: TileCheck,
  { column, tenantId }: TenantName,
  report: ReportFinding,
): Promise<void> {
  for (const tile of tiles.take()) {
    const { rows } = await client.query<Record<string, Uint8Array>>(
      "select root, hashes from chaukas.tiles where tenant_id = $1 and level = $2 and index = $3",
      [column, tile.level, tile.tile],
    );
    checkTile(tile, rows[0], tenantId, report);
  }
}

/** Finds stored tiles that are not part of the tree of a tenant, once the tree is complete. */
export async function findExtraTiles(
  client: ClientBase,
  { full }: TileCheck,
  { column, tenantId }: TenantName,
  report: ReportFinding,
): Promise<void> {
  const { rows } = await client.query<{ level: number; index: string }>(
    `select level, index from chaukas.tiles
      where tenant_id = $1 and (index < 0
         or index >= coalesce(($2::bigint[])[case when level between 0 and 63 then level + 1 else 0 end], 0))
      order by level, index`,
    [column, full],
  );
  for (const { level, index } of rows) {
    reportExtraTile(level, index, tenantId, report);
  }
}
