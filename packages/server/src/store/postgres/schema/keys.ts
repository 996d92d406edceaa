// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { KeyScope, KeyStore, StoredKey } from "../../contract/key-store.js";
import { StoreError } from "../../contract/store-error.js";
import { fromColumnText, toColumnText } from "../../words/column-text.js";
import type { Connections } from "../connect/create-connections.js";
import { requireCommits } from "../connect/require-commits.js";

interface KeyRow {
  readonly id: string;
  readonly hash: Uint8Array;
  readonly tenant_id: string;
  readonly project_ids: readonly string[];
  readonly scopes: readonly KeyScope[];
  readonly label: string;
  readonly created_ms: string;
  readonly revoked_ms: string | null;
}

/**
 * Creates a key store on the table `chaukas.keys`. Changes are refused once a commit waits for a synchronous standby for
 * longer than `patienceMs`.
 */
export function createPostgresKeys(connections: Connections, patienceMs: number): KeyStore {
  async function select(rest: string, values: unknown[]): Promise<StoredKey[]> {
    const { rows } = await connections.use((client) =>
      client.query<KeyRow>(`select * from chaukas.keys ${rest}`, values),
    );
    return rows.map(keyOfRow);
  }

  return {
    async create(key) {
      const result = await connections.use(
        async (client) => {
          await requireCommits(client, patienceMs);
          return client.query(insert, valuesOfKey(key));
        },
        // No retry: it would report a conflict with the key that the first attempt stored.
        { retryMs: 0 },
      );
      if (result.rowCount === 0) {
        throw new StoreError(
          "conflict",
          `key ${JSON.stringify(key.id)}: its id or its hash is taken by another key; make a new one`,
        );
      }
    },
    async findByHash(hash) {
      const [key] = await select("where hash = $1", [hash]);
      return key;
    },
    list(tenantId) {
      const order = "order by created_ms, id";
      return tenantId === undefined
        ? select(order, [])
        : select(`where tenant_id = $1 ${order}`, [toColumnText(tenantId)]);
    },
    async revoke(id, revokedMs) {
      const result = await connections.use(async (client) => {
        await requireCommits(client, patienceMs);
        const update = "update chaukas.keys set revoked_ms = coalesce(revoked_ms, $2) where id = $1";
        return client.query(update, [toColumnText(id), revokedMs]);
      });
      return result.rowCount === 1;
    },
    async isEmpty() {
      const result = await connections.use((client) => client.query("select from chaukas.keys limit 1"));
      return result.rowCount === 0;
    },
  };
}

const insert = `
  insert into chaukas.keys (id, hash, tenant_id, project_ids, scopes, label, created_ms, revoked_ms)
  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`;

function valuesOfKey(key: StoredKey): unknown[] {
  return [
    toColumnText(key.id),
    key.hash,
    toColumnText(key.tenantId),
    key.projectIds.map(toColumnText),
    key.scopes,
    toColumnText(key.label),
    key.createdMs,
    key.revokedMs,
  ];
}

function keyOfRow(row: KeyRow): StoredKey {
  return {
    id: fromColumnText(row.id),
    hash: new Uint8Array(row.hash),
    tenantId: fromColumnText(row.tenant_id),
    projectIds: row.project_ids.map(fromColumnText),
    scopes: row.scopes,
    label: fromColumnText(row.label),
    createdMs: Number(row.created_ms),
    ...(row.revoked_ms !== null && { revokedMs: Number(row.revoked_ms) }),
  };
}
