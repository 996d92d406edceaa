// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { TreeNode } from "@chaukas/spec-integrity";
import { tileHeight } from "../records/chain-records.js";
import type { ReportFinding } from "./store-finding.js";

/** A tile as the tree has it. */
export interface ExpectedTile {
  readonly level: number;
  readonly tile: number;
  /** What its columns hold. */
  readonly columns: Readonly<Record<string, Uint8Array>>;
}

/** Follows the tiles of a tenant, while the tree is built. */
export interface TileCheck {
  onNode(node: TreeNode, hash: Uint8Array): void;
  /** Tiles that have become full since the last call. */
  take(): ExpectedTile[];
  /** How many tiles are full, by level. */
  readonly full: readonly number[];
}

/** Begins the tiles of one tenant. */
export function createTileCheck(): TileCheck {
  const rows: Uint8Array[][] = [];
  const full: number[] = [];
  let due: ExpectedTile[] = [];
  return {
    full,
    onNode({ level, index }, hash) {
      if (level % tileHeight !== 0) {
        return;
      }
      const row = level / tileHeight;
      if (row > 0) {
        due.push({ level: row - 1, tile: index, columns: { hashes: Buffer.concat(rows[row - 1] ?? []), root: hash } });
        full[row - 1] = index + 1;
        rows[row - 1] = [];
      }
      rows[row] ??= [];
      rows[row].push(hash);
    },
    take() {
      const taken = due;
      due = [];
      return taken;
    },
  };
}

/** Holds a tile against what is stored at its place. */
export function checkTile(
  { level, tile, columns }: ExpectedTile,
  stored: Readonly<Record<string, Uint8Array>> | undefined,
  tenantId: string,
  report: ReportFinding,
): void {
  if (stored === undefined) {
    report({ table: "tiles", tenantId, message: `tile ${tile} of level ${level}: it is missing` });
    return;
  }
  for (const [column, expected] of Object.entries(columns)) {
    const found = stored[column];
    if (found === undefined || Buffer.compare(found, expected) !== 0) {
      const message = `tile ${tile} of level ${level}: it is not what the events lead to`;
      report({ table: "tiles", column, tenantId, message });
    }
  }
}

/** Reports a tile that the tree does not have. */
export function reportExtraTile(level: number, tile: number | string, tenantId: string, report: ReportFinding): void {
  const message = `tile ${tile} of level ${level}: expected none, since it is not full`;
  report({ table: "tiles", tenantId, message });
}
