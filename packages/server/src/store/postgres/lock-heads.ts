// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";

/**
 * Locks the heads of tenants until the transaction ends and returns the sequence of the next event of each.
 *
 * First all that are missing are made, then all are locked, both in the order of their names: transactions wait for
 * one another and never in a circle.
 */
export async function lockHeads(client: ClientBase, tenantIds: ReadonlySet<string>): Promise<Map<string, number>> {
  const values = [[...tenantIds]];
  await client.query(
    `insert into chaukas.heads (tenant_id, next_sequence)
       select tenant_id, 0 from unnest($1::text[]) as t(tenant_id)
        where not exists (select from chaukas.heads h where h.tenant_id = t.tenant_id)
        order by tenant_id collate "C"
       on conflict (tenant_id) do nothing`,
    values,
  );
  const { rows } = await client.query<{ tenant_id: string; next_sequence: string }>(
    "select tenant_id, next_sequence from chaukas.heads where tenant_id = any($1) order by tenant_id for update",
    values,
  );
  return new Map(rows.map((row) => [row.tenant_id, Number(row.next_sequence)]));
}
