// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createCompactRange, emptyRoot } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import type { LogHead } from "../../contract/event-log.js";
import { StoreError } from "../../contract/store-error.js";
import { splitHashes } from "../../records/split-hashes.js";

/** Reads size and root of a tenant's log. The tenant is given as it is in the column. */
export async function readHead(client: ClientBase, tenantId: string): Promise<LogHead> {
  const { rows } = await client.query<{ next_sequence: string; frontier: Uint8Array | null }>(
    "select next_sequence, frontier from chaukas.heads where tenant_id = $1",
    [tenantId],
  );
  const size = Number(rows[0]?.next_sequence ?? 0);
  if (size === 0) {
    return { size, root: emptyRoot() };
  }
  try {
    return {
      size,
      root: createCompactRange({ size, hashes: splitHashes(rows[0]?.frontier ?? new Uint8Array()) }).root(),
    };
  } catch (cause) {
    const message = `head of tenant ${JSON.stringify(tenantId)}: expected the frontier of a tree of size ${size}; restore a backup`;
    throw new StoreError("corrupt", message, { cause });
  }
}
