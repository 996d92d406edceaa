// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { type TreeNode, tileWidth } from "@chaukas/spec-integrity";
import { hashSubtree } from "../store/hash-subtree.js";
import { joinHashes, sliceHashes } from "../store/sqlite/hash-list.js";
import { middleWidth } from "../store/sqlite/write-tiles.js";
import { tileHeight } from "../store/tile-place.js";
import type { ReportFinding } from "./store-finding.js";

/** Holds the tiles of a tenant against the tree, while that is built. */
export interface TileCheck {
  onNode(node: TreeNode, hash: Uint8Array): void;
  /** Finds tiles that the tree does not have. */
  end(): void;
}

interface TileRow {
  readonly root: Uint8Array;
  readonly middle: Uint8Array;
  readonly hashes: Uint8Array;
}

/** Begins the check of the tiles of one tenant. */
export function createTileCheck(
  database: DatabaseSync,
  tenantNo: number,
  tenantId: string,
  report: ReportFinding,
): TileCheck {
  const select = database.prepare(
    "SELECT root, middle, hashes FROM tiles WHERE tenant_no = ? AND level = ? AND tile = ?",
  );
  const list = database.prepare("SELECT level, tile FROM tiles WHERE tenant_no = ? ORDER BY level, tile");
  const rows: Uint8Array[][] = [];
  const full = new Map<number, number>();
  const tell = (level: number, tile: number, message: string, column?: string) =>
    report({
      table: "tiles",
      ...(column !== undefined && { column }),
      tenantId,
      message: `tile ${tile} of level ${level}: ${message}`,
    });

  const checkTile = (level: number, tile: number, hashes: Uint8Array, root: Uint8Array) => {
    const row = select.get(tenantNo, level, tile) as unknown as TileRow | undefined;
    if (row === undefined) {
      tell(level, tile, "it is missing");
      return;
    }
    const middle = joinHashes(
      Array.from({ length: tileWidth / middleWidth }, (_, place) =>
        hashSubtree(sliceHashes(hashes, place * middleWidth, middleWidth)),
      ),
    );
    for (const [column, expected] of [
      ["hashes", hashes],
      ["middle", middle],
      ["root", root],
    ] as const) {
      if (Buffer.compare(row[column], expected) !== 0) {
        tell(level, tile, "it is not what the events lead to", column);
      }
    }
  };

  return {
    onNode({ level, index }, hash) {
      if (level % tileHeight !== 0) {
        return;
      }
      const row = level / tileHeight;
      if (row > 0) {
        const below = rows[row - 1] ?? [];
        checkTile(row - 1, index, joinHashes(below), hash);
        full.set(row - 1, index + 1);
        rows[row - 1] = [];
      }
      rows[row] ??= [];
      rows[row].push(hash);
    },
    end() {
      for (const { level, tile } of list.iterate(tenantNo) as Iterable<{ level: number; tile: number }>) {
        if (tile >= (full.get(level) ?? 0) || tile < 0) {
          tell(level, tile, "expected none, since it is not full");
        }
      }
    },
  };
}
