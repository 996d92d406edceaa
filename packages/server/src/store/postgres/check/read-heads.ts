// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { HeadRow } from "../../check/check-head.js";

/** Reads the heads of all tenants, in the order of their names. */
export async function readHeads(client: ClientBase): Promise<HeadRow[]> {
  const { rows } = await client.query<HeadRow>(
    "select tenant_id, next_sequence, last_leaf, frontier from chaukas.heads order by tenant_id",
  );
  return rows.map((row) => ({ ...row, next_sequence: Number(row.next_sequence) }));
}
