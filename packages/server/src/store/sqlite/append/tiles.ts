// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { tileWidth } from "@chaukas/spec-integrity";
import type { FullTile } from "../../records/chain-records.js";
import { hashSubtree, joinHashes, sliceHashes } from "../../records/hashes.js";
import { toRowId } from "../schema/event-place.js";

/** Leaves that lie side by side. */
export const leavesSql = "SELECT leaf AS hash FROM events WHERE id >= ? AND id < ? ORDER BY id";

/** Roots of full tiles that lie side by side. */
export const rootsSql =
  "SELECT root AS hash FROM tiles WHERE tenant_no = ? AND level = ? AND tile >= ? AND tile < ? ORDER BY tile";

/** Hashes under each of those in the middle of a tile. */
export const middleWidth = 16;

/** Returns what stores a tile that has become full, after those that it is made of. */
export function prepareInsertTile(database: DatabaseSync): (tenantNo: number, tile: FullTile) => void {
  const insert = database.prepare("INSERT INTO tiles VALUES (?, ?, ?, ?, ?, ?)");
  const readRow = prepareTileRows(database);
  return (tenantNo, { level, index, root }) => {
    const hashes = readRow({ tenantNo, level, first: index * tileWidth, count: tileWidth });
    const middle = Array.from({ length: tileWidth / middleWidth }, (_, place) =>
      hashSubtree(sliceHashes(hashes, place * middleWidth, middleWidth)),
    );
    insert.run(tenantNo, level, index, root, joinHashes(middle), hashes);
  };
}

/** Some of the hashes of one level of tiles. */
export interface TileRow {
  readonly tenantNo: number;
  readonly level: number;
  readonly first: number;
  readonly count: number;
}

/**
 * Returns what reads hashes from where they are first kept: leaves from the events, others from the tiles of the level
 * below, whose roots they are. So tiles that are not full yet can be read, too. There may be fewer than asked for.
 */
export function prepareTileRows(database: DatabaseSync): (row: TileRow) => Uint8Array {
  const leaves = database.prepare(leavesSql);
  const roots = database.prepare(rootsSql);
  return ({ tenantNo, level, first, count }) => {
    const rows =
      level === 0
        ? leaves.all(toRowId(tenantNo, first), toRowId(tenantNo, first + count))
        : roots.all(tenantNo, level - 1, first, first + count);
    return joinHashes(rows.map(({ hash }) => hash as Uint8Array));
  };
}
