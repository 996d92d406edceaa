// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { TreeNode } from "@chaukas/spec-integrity";
import { StoreError } from "../../contract/store-error.js";
import { tilePlaceOf } from "../../records/chain-records.js";
import { hashLength, hashSubtree, sliceHashes } from "../../records/hashes.js";
import { middleWidth, prepareTileRows } from "../append/tiles.js";

/** Reads the hashes of one full tile. */
export const tileSql = "SELECT middle, hashes FROM tiles WHERE tenant_no = ? AND level = ? AND tile = ?";

interface Tile {
  readonly middle: Uint8Array;
  readonly hashes: Uint8Array;
}

/** Returns a function that reads the hashes of complete subtrees, from full tiles or from the level below the tile. */
export function prepareNodes(database: DatabaseSync): (tenantNo: number, nodes: readonly TreeNode[]) => Uint8Array[] {
  const select = database.prepare(tileSql);
  const readRow = prepareTileRows(database);

  return (tenantNo, nodes) => {
    const tiles = new Map<string, Tile | undefined>();
    const findTile = (level: number, index: number) => {
      const name = `${level}/${index}`;
      const tile = tiles.has(name) ? tiles.get(name) : (select.get(tenantNo, level, index) as Tile | undefined);
      tiles.set(name, tile);
      return tile;
    };
    return nodes.map((node) => {
      const { level, index, start, count } = tilePlaceOf(node);
      const tile = findTile(level, index);
      if (tile !== undefined) {
        return hashSubtree(sliceTile(tile, start, count));
      }
      const hashes = readRow({ tenantNo, level, first: node.index * count, count });
      if (hashes.length !== count * hashLength) {
        const place = `subtree ${node.index} of level ${node.level}`;
        const problem = `expected ${count} hashes for ${place}, got ${hashes.length / hashLength}`;
        throw new StoreError("corrupt", `database: ${problem}; restore a backup`);
      }
      return hashSubtree(hashes);
    });
  };
}

function sliceTile({ middle, hashes }: Tile, start: number, count: number): Uint8Array {
  return count < middleWidth
    ? sliceHashes(hashes, start, count)
    : sliceHashes(middle, start / middleWidth, count / middleWidth);
}
