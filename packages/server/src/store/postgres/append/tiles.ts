// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tileWidth } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import type { FullTile } from "../../records/chain-records.js";

const insertLeaves = `
  insert into chaukas.tiles (tenant_id, level, index, root, hashes)
  select $1, $2::integer, $3::bigint, $4::bytea, string_agg(leaf, '' order by sequence) from chaukas.events
   where tenant_id = $1 and sequence >= $5 and sequence < $6
  having count(*) = ${tileWidth}`;

const insertRoots = `
  insert into chaukas.tiles (tenant_id, level, index, root, hashes)
  select $1, $2::integer, $3::bigint, $4::bytea, string_agg(root, '' order by index) from chaukas.tiles
   where tenant_id = $1 and level = $2 - 1 and index >= $5 and index < $6
  having count(*) = ${tileWidth}`;

/** Stores a tile of which all hashes are there: leaves in the rows of events, or roots of tiles. */
export async function insertTile(
  client: ClientBase,
  tenantId: string,
  { level, index, root }: FullTile,
): Promise<void> {
  const values = [tenantId, level, index, root, index * tileWidth, (index + 1) * tileWidth];
  const { rowCount } = await client.query(level === 0 ? insertLeaves : insertRoots, values);
  if (rowCount !== 1) {
    const problem = `expected all of its ${tileWidth} hashes; restore a backup`;
    throw new StoreError(
      "corrupt",
      `tile ${index} of level ${level} of tenant ${JSON.stringify(tenantId)}: ${problem}`,
    );
  }
}
