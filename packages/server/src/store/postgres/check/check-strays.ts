// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { ReportFinding } from "../../check/store-finding.js";
import { reportStrays } from "../../check/store-finding.js";
import { fromColumnText } from "../../words/column-text.js";

/** Finds what belongs to no tenant. */
export async function checkStrays(client: ClientBase, report: ReportFinding): Promise<void> {
  for (const table of ["events", "tiles", "checkpoints"]) {
    const { rows } = await client.query<{ tenant_id: string; rows: string }>(
      `select tenant_id, count(*) as rows from chaukas.${table} t
        where not exists (select from chaukas.heads h where h.tenant_id = t.tenant_id)
        group by tenant_id order by tenant_id`,
    );
    for (const { tenant_id, rows: count } of rows) {
      const tenant = `tenant ${JSON.stringify(fromColumnText(tenant_id))}`;
      reportStrays({ table, tenant, rows: Number(count) }, report);
    }
  }
}
