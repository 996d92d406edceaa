// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { type QueryFilter, QueryFilterSchema, QueryRequestSchema, SortOrder } from "@chaukas/spec-common";
import { bytesToHex, formatOrigin } from "@chaukas/spec-integrity";
import type { ExportEvidenceRequest, ExportEvidenceResponseSchema } from "@chaukas/spec-integrity/audit";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../../auth/caller.js";
import { toStoreQuery } from "../../query/to-store-query.js";
import type { LogEntry } from "../../store/contract/event-log.js";
import type { EventFilter, StorePage, StoreQuery } from "../../store/contract/event-store.js";
import { type AuditParts, toAuditEntry } from "../proofs/log-entries.js";
import { findRedactionSequences } from "../redaction/redaction-record.js";
import { readProvedEntries } from "./read-proved-entries.js";
import { selectSequences } from "./select-sequences.js";

/** Dependencies of {@link exportEvidence}. */
export interface EvidenceParts extends AuditParts {
  readonly findPage: (query: StoreQuery) => Promise<StorePage>;
  /** Returns the secret of the store, from which the identifiers of redaction records follow. */
  readonly secret: () => Promise<Uint8Array>;
}

/** Events to export, restricted to what the caller may see. */
export interface EvidenceSelection {
  readonly filter: EventFilter;
  /** The filter as the evidence states it. */
  readonly stated: QueryFilter;
}

type Response = MessageInitShape<typeof ExportEvidenceResponseSchema>;

/** Returns what a request selects for its caller. Throws `permission_denied` or `invalid_argument`. */
export function readEvidenceRequest({ filter }: ExportEvidenceRequest, caller: Caller): EvidenceSelection {
  const request = create(QueryRequestSchema, { orderByTime: SortOrder.ASC, ...(filter !== undefined && { filter }) });
  const query = toStoreQuery(request, caller);
  const { tenantId, projectIds = [] } = query.filter;
  const [projectId = "", ...others] = projectIds;
  const named = filter ?? create(QueryFilterSchema);
  const stated = { ...named, tenantId, projectId: others.length > 0 ? "" : projectId };
  return { filter: query.filter, stated };
}

/**
 * Yields the messages of ExportEvidence (chaukas-integrity/1, §7a). Memory is bounded: a page of the query or a batch of
 * the log, and one bit for each record. Throws `aborted` if an event is redacted meanwhile, since the checkpoint does
 * not cover the record of that redaction.
 */
export async function* exportEvidence(
  parts: EvidenceParts,
  { filter, stated }: EvidenceSelection,
  signal?: AbortSignal,
): AsyncGenerator<Response> {
  const { log, checkpoints, findPage } = parts;
  const { tenantId } = filter;
  const head = await log.readHead(tenantId);
  const { size, note } = await checkpoints.newest(tenantId, head.size);
  // Before the header, so that a query that fails is an error, and not a stream that breaks off.
  const sequences = await selectSequences(findPage, filter, size, signal);
  yield {
    header: {
      origin: formatOrigin(log.originHost, tenantId),
      checkpoint: note,
      size: BigInt(size),
      selection: stated,
    },
  };
  const secret = await parts.secret();
  for await (const { entry, hashes } of readProvedEntries(log, tenantId, sequences, size)) {
    signal?.throwIfAborted();
    for (const sequence of await findRedactionSequences(log, secret, entry)) {
      requireCovered(entry, sequence, size);
      sequences.add(sequence);
    }
    yield { entry: { entry: toAuditEntry(entry), hashes: hashes.map(bytesToHex) } };
  }
}

function requireCovered({ sequence }: LogEntry, record: number, size: number): void {
  if (record >= size) {
    const problem = `record ${sequence} was redacted while it was exported, by record ${record}`;
    throw new ConnectError(`evidence: ${problem}; repeat the call`, Code.Aborted);
  }
}
