// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../store-error.js";
import { maxEventsOfTenant, maxTenants } from "./event-place.js";

/** End of one tenant's log while a transaction adds to it. */
interface Head {
  readonly tenantNo: number;
  nextSequence: number;
}

/** Heads that a transaction has touched. */
export interface Heads {
  /** Head of a tenant, which is made when there is none. */
  get(tenantId: string): Head;
  /** Writes back what has changed. */
  save(): void;
}

/** Prepares statements for heads once; the returned function opens them for one transaction. */
export function prepareHeads(database: DatabaseSync): () => Heads {
  const select = database.prepare("SELECT tenant_no, next_sequence FROM heads WHERE tenant_id = ?");
  const insert = database.prepare("INSERT INTO heads (tenant_id, next_sequence) VALUES (?, 0)");
  const update = database.prepare("UPDATE heads SET next_sequence = ? WHERE tenant_no = ?");

  const load = (tenantId: string): Head => {
    const row = select.get(tenantId) as { tenant_no: number; next_sequence: number } | undefined;
    const head = row
      ? { tenantNo: row.tenant_no, nextSequence: row.next_sequence }
      : { tenantNo: Number(insert.run(tenantId).lastInsertRowid), nextSequence: 0 };
    if (head.tenantNo > maxTenants || head.nextSequence >= maxEventsOfTenant - 2 ** 20) {
      throw new StoreError(
        "unsupported",
        `database: expected at most ${maxTenants} tenants and ${maxEventsOfTenant} events of each; move to PostgreSQL`,
      );
    }
    return head;
  };

  return () => {
    const heads = new Map<string, Head>();
    return {
      get(tenantId) {
        const head = heads.get(tenantId) ?? load(tenantId);
        heads.set(tenantId, head);
        return head;
      },
      save() {
        for (const { tenantNo, nextSequence } of heads.values()) {
          update.run(nextSequence, tenantNo);
        }
      },
    };
  };
}
