// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { CheckpointRow } from "../../check/check-checkpoints.js";

/** Reads the checkpoints of a tenant. */
export function readCheckpointRows(database: DatabaseSync, tenantNo: number): CheckpointRow[] {
  const select = "SELECT size, root, note FROM checkpoints WHERE tenant_no = ? ORDER BY size";
  return database.prepare(select).all(tenantNo) as unknown as CheckpointRow[];
}
