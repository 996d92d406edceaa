// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { emptyTail, type LogTail } from "../../records/chain-records.js";
import { splitHashes } from "../../records/hashes.js";

/** End of a tenant's log, where the next event is appended. */
export interface Head {
  /** Number of events. */
  readonly size: number;
  /** State from which the log continues. Undefined if the events have no log. */
  readonly tail: LogTail | undefined;
}

/** A row of `chaukas.heads`. */
export interface HeadRow {
  readonly tenant_id: string;
  readonly next_sequence: string;
  readonly last_leaf: Uint8Array | null;
  readonly frontier: Uint8Array | null;
}

/**
 * Locks the heads of tenants until the transaction ends, and returns them.
 *
 * Creates all missing heads first, then locks all heads, both in the order of their names, so that transactions cannot
 * deadlock.
 */
export async function lockHeads(client: ClientBase, tenantIds: ReadonlySet<string>): Promise<Map<string, Head>> {
  const values = [[...tenantIds]];
  await client.query(
    `insert into chaukas.heads (tenant_id, next_sequence)
       select tenant_id, 0 from unnest($1::text[]) as t(tenant_id)
        where not exists (select from chaukas.heads h where h.tenant_id = t.tenant_id)
        order by tenant_id collate "C"
       on conflict (tenant_id) do nothing`,
    values,
  );
  const { rows } = await client.query<HeadRow>(selectHeads("$1"), values);
  return readHeads(rows);
}

/** Returns the statement that locks and reads those heads of tenants that exist, in the order of their names. */
export function selectHeads(tenantIds: string): string {
  return `select tenant_id, next_sequence, last_leaf, frontier from chaukas.heads
    where tenant_id = any(${tenantIds}::text[]) order by tenant_id for update`;
}

/** Returns the heads that {@link selectHeads} has found, by tenant. */
export function readHeads(rows: readonly HeadRow[]): Map<string, Head> {
  return new Map(rows.map((row) => [row.tenant_id, readHead(row)]));
}

function readHead({ next_sequence, last_leaf, frontier }: HeadRow): Head {
  const size = Number(next_sequence);
  if (size === 0) {
    return { size, tail: emptyTail };
  }
  const hasLog = last_leaf !== null && frontier !== null;
  return { size, tail: hasLog ? { size, lastLeaf: last_leaf, frontier: splitHashes(frontier) } : undefined };
}
