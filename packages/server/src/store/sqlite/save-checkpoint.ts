// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { SavedCheckpoint } from "../event-log.js";
import { StoreError } from "../store-error.js";
import { toColumnText } from "../to-column-text.js";
import { toHex } from "../to-hex.js";
import { prepareHeads } from "./heads.js";
import { prepareTransaction } from "./prepare-transaction.js";

/** A checkpoint with the tenant that it is of. */
export interface TenantCheckpoint {
  readonly tenantId: string;
  readonly checkpoint: SavedCheckpoint;
}

/** Returns what saves a signed checkpoint, durably, unless it contradicts one that was saved. */
export function createCheckpointSaver(database: DatabaseSync): (signed: TenantCheckpoint) => void {
  const openHeads = prepareHeads(database);
  const inTransaction = prepareTransaction(database);
  const select = database.prepare("SELECT size, root FROM checkpoints WHERE tenant_no = ? ORDER BY size DESC LIMIT 1");
  const insert = database.prepare("INSERT INTO checkpoints VALUES (?, ?, ?, ?, ?)");

  return ({ tenantId, checkpoint: { size, root, note, signedMs } }) =>
    inTransaction(() => {
      const { tenantNo, nextSequence } = openHeads().get(toColumnText(tenantId));
      const last = select.get(tenantNo) as { size: number; root: Uint8Array } | undefined;
      if (size > nextSequence) {
        throw conflict(`expected at most the size of the log, ${nextSequence}, got ${size}`);
      }
      if (last !== undefined && size < last.size) {
        throw conflict(`expected at least the size of the last one, ${last.size}, got ${size}`);
      }
      if (last !== undefined && size === last.size) {
        if (Buffer.compare(root, last.root) !== 0) {
          throw conflict(`expected the root ${toHex(last.root)} that was signed at size ${size}, got ${toHex(root)}`);
        }
        return;
      }
      insert.run(tenantNo, size, root, note, signedMs);
    });
}

function conflict(problem: string): StoreError {
  return new StoreError("conflict", `checkpoint: ${problem}; read the log again`);
}
