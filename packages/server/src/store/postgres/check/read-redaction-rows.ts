// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { RedactionRow } from "../../check/redaction-check.js";

interface StoredRedaction {
  readonly tenant_id: string;
  readonly sequence: string;
  readonly revision: number;
  readonly record_sequence: string;
}

/** Tells an event from all others of a store. */
export function toEventKey(tenantId: string, sequence: number | string): string {
  return JSON.stringify([tenantId, Number(sequence)]);
}

/** Reads the rows of `redactions`. */
export async function readRedactionRows(client: ClientBase): Promise<RedactionRow[]> {
  const { rows } = await client.query<StoredRedaction>(
    "select tenant_id, sequence, revision, record_sequence from chaukas.redactions order by 1, 2, 3",
  );
  return rows.map(({ tenant_id, sequence, revision, record_sequence }) => ({
    event: toEventKey(tenant_id, sequence),
    sequence: Number(sequence),
    revision,
    record: toEventKey(tenant_id, record_sequence),
    shown: [tenant_id, Number(sequence), revision, Number(record_sequence)],
  }));
}
