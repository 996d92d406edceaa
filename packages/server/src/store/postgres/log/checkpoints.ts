// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { SavedCheckpoint } from "../../contract/event-log.js";
import { checkCheckpoint } from "../../records/check-checkpoint.js";
import { fromColumnText, toColumnText } from "../../words/column-text.js";
import { lockHeads } from "../append/heads.js";

interface CheckpointRow {
  readonly size: string;
  readonly root: Uint8Array;
  readonly note: string;
  readonly signed_ms: string;
}

/** Reads the checkpoint of the largest size. The tenant is in the form of `toColumnText`. */
export async function readCheckpoint(client: ClientBase, tenantId: string): Promise<SavedCheckpoint | undefined> {
  const { rows } = await client.query<CheckpointRow>(
    "select size, root, note, signed_ms from chaukas.checkpoints where tenant_id = $1 order by size desc limit 1",
    [tenantId],
  );
  return rows[0] && checkpointOf(rows[0]);
}

/** Reads checkpoints in order of size. The tenant is in the form of `toColumnText`. */
export async function readCheckpoints(
  client: ClientBase,
  tenantId: string,
  { afterSize, limit }: { readonly afterSize: number; readonly limit: number },
): Promise<SavedCheckpoint[]> {
  const { rows } = await client.query<CheckpointRow>(
    `select size, root, note, signed_ms from chaukas.checkpoints
      where tenant_id = $1 and size > $2 order by size limit $3`,
    [tenantId, afterSize, limit],
  );
  return rows.map(checkpointOf);
}

/**
 * Saves a checkpoint within a transaction, unless it is already saved. The lock on the tenant's head prevents
 * concurrent saves, in this process or another.
 */
export async function saveCheckpoint(client: ClientBase, tenantId: string, checkpoint: SavedCheckpoint): Promise<void> {
  const { size } = checkpoint;
  const logSize = (await lockHeads(client, new Set([tenantId]))).get(tenantId)?.size ?? 0;
  const newest = await readCheckpoint(client, tenantId);
  checkCheckpoint(tenantId, checkpoint, newest, logSize);
  if (newest?.size !== size) {
    await insertCheckpoint(client, tenantId, checkpoint);
  }
}

/** Inserts a checkpoint that is known to be new. The tenant is in the form of `toColumnText`. */
export async function insertCheckpoint(
  client: ClientBase,
  tenantId: string,
  { size, root, note, signedMs }: SavedCheckpoint,
): Promise<void> {
  await client.query(
    "insert into chaukas.checkpoints (tenant_id, size, root, note, signed_ms) values ($1, $2, $3, $4, $5)",
    [tenantId, size, root, toColumnText(note), signedMs],
  );
}

function checkpointOf({ size, root, note, signed_ms }: CheckpointRow): SavedCheckpoint {
  return {
    size: Number(size),
    root: new Uint8Array(root),
    note: fromColumnText(note),
    signedMs: Number(signed_ms),
  };
}
