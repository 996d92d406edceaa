// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { toRowId } from "../schema/event-place.js";
import { joinHashes } from "../schema/hash-list.js";
import { leavesSql, rootsSql } from "../schema/log-sql.js";

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
