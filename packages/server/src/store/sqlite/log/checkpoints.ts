// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { LogHead, SavedCheckpoint } from "../../contract/event-log.js";
import { checkCheckpoint } from "../../records/check-checkpoint.js";
import { toColumnText } from "../../words/column-text.js";
import { prepareHeads } from "../append/heads.js";
import { createTransactionRunner } from "../schema/create-transaction-runner.js";

/** A checkpoint and its tenant. */
export interface TenantCheckpoint {
  readonly tenantId: string;
  readonly checkpoint: SavedCheckpoint;
}

/** Returns a function that saves a signed checkpoint durably. It throws when the checkpoint contradicts a saved one. */
export function prepareSaveCheckpoint(database: DatabaseSync): (signed: TenantCheckpoint) => void {
  const openHeads = prepareHeads(database);
  const inTransaction = createTransactionRunner(database);
  const select = database.prepare("SELECT size, root FROM checkpoints WHERE tenant_no = ? ORDER BY size DESC LIMIT 1");
  const insert = database.prepare("INSERT INTO checkpoints VALUES (?, ?, ?, ?, ?)");

  return ({ tenantId, checkpoint }) =>
    inTransaction(() => {
      const { size, root, note, signedMs } = checkpoint;
      const { tenantNo, nextSequence } = openHeads().get(toColumnText(tenantId));
      const last = select.get(tenantNo) as unknown as LogHead | undefined;
      checkCheckpoint(tenantId, checkpoint, last, nextSequence);
      if (last?.size !== size) {
        insert.run(tenantNo, size, root, note, signedMs);
      }
    });
}
