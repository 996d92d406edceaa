// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { StoredKey } from "../../contract/key-store.js";
import { StoreError } from "../../contract/store-error.js";
import { fromColumnText, toColumnText } from "../../words/column-text.js";

interface KeyRow {
  readonly id: string;
  readonly hash: Uint8Array;
  readonly tenant_id: string;
  readonly created_ms: number;
  readonly revoked_ms: number | null;
  readonly details: string;
}

/** Result code SQLITE_CONSTRAINT, for a UNIQUE or PRIMARY KEY value that already exists. */
const constraint = 19;

export function createKey(database: DatabaseSync, key: StoredKey): void {
  const { projectIds, scopes, label } = key;
  const insert = database.prepare("INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?)");
  const details = JSON.stringify({ projectIds, scopes, label });
  try {
    const [id, tenantId] = [toColumnText(key.id), toColumnText(key.tenantId)];
    insert.run(id, key.hash, tenantId, key.createdMs, key.revokedMs ?? null, details);
  } catch (error) {
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== constraint) {
      throw error;
    }
    const reason = "its id or its hash is taken by another key; make a new one";
    throw new StoreError("conflict", `key "${key.id}": ${reason}`, { cause: error });
  }
}

export function revokeKey(database: DatabaseSync, { id, revokedMs }: { id: string; revokedMs: number }): boolean {
  const update = database.prepare("UPDATE keys SET revoked_ms = coalesce(revoked_ms, ?) WHERE id = ?");
  return update.run(revokedMs, toColumnText(id)).changes === 1;
}

export function findKeyByHash(database: DatabaseSync, hash: Uint8Array): StoredKey | undefined {
  const row = database.prepare("SELECT * FROM keys WHERE hash = ?").get(hash);
  return row && toStoredKey(row as unknown as KeyRow);
}

export function listKeys(database: DatabaseSync, tenantId: string | undefined): StoredKey[] {
  const sql = "SELECT * FROM keys WHERE ?1 IS NULL OR tenant_id = ?1 ORDER BY created_ms, id";
  const rows = database.prepare(sql).all(tenantId === undefined ? null : toColumnText(tenantId));
  return rows.map((row) => toStoredKey(row as unknown as KeyRow));
}

export function hasNoKey(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM keys LIMIT 1").get() === undefined;
}

function toStoredKey(row: KeyRow): StoredKey {
  const { projectIds, scopes, label } = JSON.parse(row.details) as Pick<StoredKey, "projectIds" | "scopes" | "label">;
  return {
    id: fromColumnText(row.id),
    hash: row.hash,
    tenantId: fromColumnText(row.tenant_id),
    projectIds,
    scopes,
    label,
    createdMs: row.created_ms,
    ...(row.revoked_ms !== null && { revokedMs: row.revoked_ms }),
  };
}
