// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { ReportFinding } from "../../check/store-finding.js";
import { checkTile, reportExtraTile, type TileCheck } from "../../check/tile-check.js";
import type { TenantName } from "./read-rows.js";

/** Holds tiles that have become full since the last call against those that are stored. */
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

/** Finds tiles that the tree of a tenant does not have, once it is built. */
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
