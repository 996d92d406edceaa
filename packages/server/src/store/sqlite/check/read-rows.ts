// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { CheckpointRow } from "../../check/check-checkpoints.js";
import type { StoredRow } from "../../check/check-columns.js";
import type { RedactionRow } from "../../check/check-redactions.js";
import { toSequence } from "../schema/row-id.js";

/** A row of `events`. */
export interface SqliteRow extends StoredRow {
  readonly id: number;
  readonly tenant_no: number;
}

/** Reads rows of `events`, each with its sequence, which is the lower half of its id. */
export const selectRows = "SELECT *, id & 4294967295 AS sequence FROM events";

/** Reads the checkpoints of a tenant. */
export function readCheckpointRows(database: DatabaseSync, tenantNo: number): CheckpointRow[] {
  const select = "SELECT size, root, note FROM checkpoints WHERE tenant_no = ? ORDER BY size";
  return database.prepare(select).all(tenantNo) as unknown as CheckpointRow[];
}

/** Reads the rows of `redactions`. */
export function readRedactionRows(database: DatabaseSync): RedactionRow[] {
  const rows = database.prepare("SELECT id, revision, record_id FROM redactions").all();
  return rows.map((row) => {
    const [id, revision, record] = Object.values(row) as [number, number, number];
    return { event: id, sequence: toSequence(id), revision, record, shown: [id, revision, record] };
  });
}
