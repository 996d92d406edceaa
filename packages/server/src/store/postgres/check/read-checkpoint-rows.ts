// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { CheckpointRow } from "../../check/check-checkpoints.js";
import { fromColumnText } from "../../words/column-text.js";

/** Checkpoints of a tenant, which are read by their sizes, some at a time. */
export interface CheckpointRows {
  /** Those up to a size that were not read before. */
  readUpTo(size: number): Promise<CheckpointRow[]>;
  /** All that were not read before. */
  readRest(): Promise<CheckpointRow[]>;
}

const [least, most] = [(-(2n ** 63n)).toString(), (2n ** 63n - 1n).toString()];

/** Begins with the smallest checkpoint. The tenant is given as it is in the column. */
export function readCheckpointRows(client: ClientBase, tenantId: string): CheckpointRows {
  let from = least;
  const read = async (to: string): Promise<CheckpointRow[]> => {
    const { rows } = await client.query<{ size: string; root: Uint8Array; note: string }>(
      `select size, coalesce(root, '') as root, coalesce(note, '') as note from chaukas.checkpoints
        where tenant_id = $1 and size >= $2 and size <= $3 order by size`,
      [tenantId, from, to],
    );
    return rows.map(({ size, root, note }) => ({ size: Number(size), root, note: fromColumnText(note) }));
  };
  return {
    async readUpTo(size) {
      const rows = await read(String(size));
      from = String(size + 1);
      return rows;
    },
    readRest: () => read(most),
  };
}
