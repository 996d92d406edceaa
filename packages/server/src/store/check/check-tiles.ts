// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { TreeNode } from "@chaukas/spec-integrity";
import { tileHeight } from "../records/chain-records.js";
import { compareHashes } from "./compare-hashes.js";
import type { ReportFinding } from "./store-finding.js";

/** A tile computed from the tree. */
export interface ExpectedTile {
  readonly level: number;
  readonly tile: number;
  /** Values of its columns. */
  readonly columns: Readonly<Record<string, Uint8Array>>;
}

/** Computes the tiles of a tenant while the tree is built. */
export interface TileCheck {
  onNode(node: TreeNode, hash: Uint8Array): void;
  /** Returns the tiles that have become full since the last call. */
  take(): ExpectedTile[];
  /** Number of full tiles of each level. */
  readonly full: readonly number[];
}

/** Starts the tiles of a tenant. */
export function createTileCheck(): TileCheck {
  const rows: Uint8Array[][] = [];
  const full: number[] = [];
  let pending: ExpectedTile[] = [];
  return {
    full,
    onNode({ level, index }, hash) {
      if (level % tileHeight !== 0) {
        return;
      }
      const row = level / tileHeight;
      if (row > 0) {
        pending.push({
          level: row - 1,
          tile: index,
          columns: { hashes: Buffer.concat(rows[row - 1] ?? []), root: hash },
        });
        full[row - 1] = index + 1;
        rows[row - 1] = [];
      }
      rows[row] ??= [];
      rows[row].push(hash);
    },
    take() {
      const taken = pending;
      pending = [];
      return taken;
    },
  };
}

/** Checks the stored row of a tile. */
export function checkTile(
  { level, tile, columns }: ExpectedTile,
  stored: Readonly<Record<string, Uint8Array>> | undefined,
  tenantId: string,
  report: ReportFinding,
): void {
  if (stored === undefined) {
    report({ table: "tiles", tenantId, message: `tile ${tile} of level ${level}: expected a row, found none` });
    return;
  }
  for (const [column, expected] of Object.entries(columns)) {
    const problem = compareHashes(expected, stored[column]);
    if (problem !== undefined) {
      report({ table: "tiles", column, tenantId, message: `tile ${tile} of level ${level}: ${problem}` });
    }
  }
}

/** Reports a stored tile that is not full in the tree. */
export function reportExtraTile(level: number, tile: number | string, tenantId: string, report: ReportFinding): void {
  const message = `tile ${tile} of level ${level}: expected none, since it is not full`;
  report({ table: "tiles", tenantId, message });
}
