// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { tileWidth } from "@chaukas/spec-integrity";
import type { FullTile } from "../../records/chain-records.js";
import { hashSubtree, joinHashes, sliceHashes } from "../../records/hashes.js";
import { toRowId } from "../schema/row-id.js";

/** Reads adjacent leaves. */
export const leavesSql = "SELECT leaf AS hash FROM events WHERE id >= ? AND id < ? ORDER BY id";

/** Reads the roots of adjacent full tiles. */
export const rootsSql =
  "SELECT root AS hash FROM tiles WHERE tenant_no = ? AND level = ? AND tile >= ? AND tile < ? ORDER BY tile";

/** Number of levels of the tree between the hashes of a tile and those of its `middle`. */
export const middleHeight = 4;

/** Number of hashes of a tile below each hash of its `middle`. */
export const middleWidth = 2 ** middleHeight;

/** A tile that has become full, with its hashes if they are known. */
export interface KnownTile extends FullTile {
  readonly hashes?: readonly Uint8Array[];
  /** Present together with `hashes`. */
  readonly middle?: readonly Uint8Array[];
}

/** Returns a function that stores a tile that has become full. The tiles below it must be stored before. */
export function prepareInsertTile(database: DatabaseSync): (tenantNo: number, tile: KnownTile) => void {
  const insert = database.prepare("INSERT INTO tiles VALUES (?, ?, ?, ?, ?, ?)");
  const readRow = prepareTileRows(database);
  return (tenantNo, { level, index, root, hashes: known, middle: knownMiddle }) => {
    if (known?.length === tileWidth && knownMiddle?.length === tileWidth / middleWidth) {
      insert.run(tenantNo, level, index, root, joinHashes(knownMiddle), joinHashes(known));
      return;
    }
    const hashes = readRow({ tenantNo, level, first: index * tileWidth, count: tileWidth });
    const middle = Array.from({ length: tileWidth / middleWidth }, (_, place) =>
      hashSubtree(sliceHashes(hashes, place * middleWidth, middleWidth)),
    );
    insert.run(tenantNo, level, index, root, joinHashes(middle), hashes);
  };
}

/** A range of the hashes of one level of tiles. */
export interface TileRow {
  readonly tenantNo: number;
  readonly level: number;
  readonly first: number;
  readonly count: number;
}

/**
 * Returns a function that reads hashes from where they are first stored: leaves from the events, other hashes as the
 * roots of the tiles of the level below. It can therefore also read tiles that are not full yet. It may return fewer
 * hashes than requested.
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
