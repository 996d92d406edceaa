// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { tileWidth } from "@chaukas/spec-integrity";
import type { FullTile } from "../../records/chain-records.js";
import { hashSubtree } from "../../records/hash-subtree.js";
import { joinHashes, sliceHashes } from "../schema/hash-list.js";
import { prepareTileRows } from "./read-tile-row.js";

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
