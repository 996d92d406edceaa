// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { StoredEvent } from "../../contract/event-store.js";
import { readStoredEvent, type StoredRow, storedColumns } from "./read-stored-event.js";

/** Reads a part of a tenant's log. The tenant is given as it is in the column. */
export async function readLog(
  client: ClientBase,
  tenantId: string,
  { fromSequence = 0, limit }: { fromSequence?: number; limit: number },
  originHost: string,
): Promise<StoredEvent[]> {
  const { rows } = await client.query<StoredRow>(
    `select ${storedColumns} from chaukas.events where tenant_id = $1 and sequence >= $2 order by sequence limit $3`,
    [tenantId, fromSequence, limit],
  );
  return rows.map((row) => readStoredEvent(row, originHost));
}
