// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { fromColumnText } from "../../words/from-column-text.js";

/** Lists the tenants that have events. */
export async function listTenants(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ tenant_id: string }>(
    "select tenant_id from chaukas.heads where next_sequence > 0 order by tenant_id",
  );
  return rows.map((row) => fromColumnText(row.tenant_id));
}
