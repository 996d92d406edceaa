// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ListEntriesRequest, ListEntriesResponseSchema } from "@chaukas/spec-integrity/audit";
import type { AuditParts } from "../audit-parts.js";
import { toAuditEntry } from "./to-audit-entry.js";

const defaultPageSize = 100;

/** Clients of gRPC take messages of 4 MiB unless they are told otherwise. */
const maxPageBytes = 2 * 1024 * 1024;

/** Reads one page of a tenant's log. */
export async function listEntries(
  { log }: AuditParts,
  tenantId: string,
  { fromSequence, pageSize }: ListEntriesRequest,
): Promise<MessageInitShape<typeof ListEntriesResponseSchema>> {
  const { size } = await log.readHead(tenantId);
  const from = Number(fromSequence);
  const limit = Math.min(pageSize || defaultPageSize, size - from);
  const range = { fromSequence: from, limit, maxBytes: maxPageBytes };
  const entries = limit > 0 ? await log.readEntries(tenantId, range) : [];
  return { entries: entries.map(toAuditEntry), logSize: BigInt(size) };
}
