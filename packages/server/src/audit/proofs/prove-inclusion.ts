// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { bytesToHex, createConsistencyProof, createInclusionProof } from "@chaukas/spec-integrity";
import type {
  GetConsistencyProofRequest,
  GetConsistencyProofResponseSchema,
  GetInclusionProofRequest,
  GetInclusionProofResponseSchema,
} from "@chaukas/spec-integrity/audit";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../../auth/caller.js";
import { type AuditParts, findEntry, requireEventProject, toAuditEntry } from "./log-entries.js";

/** Proves that an event is in a tenant's log. */
export async function proveInclusion(
  { log, checkpoints }: AuditParts,
  tenantId: string,
  request: GetInclusionProofRequest,
  caller: Caller,
): Promise<MessageInitShape<typeof GetInclusionProofResponseSchema>> {
  const named = { eventId: request.eventId, sequence: Number(request.sequence) };
  const entry = await findEntry(log, tenantId, named);
  requireEventProject(caller, entry, named);
  const newest = await checkpoints.newest(tenantId);
  const size = Number(request.treeSize) || newest.size;
  requireSize("tree_size", size, newest.size);
  if (entry.sequence >= size) {
    throw new ConnectError(
      `tree_size: expected more than ${entry.sequence}, the sequence of the record, got ${size}; ` +
        "a checkpoint with a larger min_size covers it",
      Code.OutOfRange,
    );
  }
  const hashes = await createInclusionProof(entry.sequence, size, (nodes) => log.readNodes(tenantId, nodes));
  return {
    entry: toAuditEntry(entry),
    treeSize: BigInt(size),
    hashes: hashes.map(bytesToHex),
    checkpoint: size === newest.size ? newest.note : "",
  };
}

/** Proves that a tenant's log is append-only between two sizes. */
export async function proveConsistency(
  { log, checkpoints }: AuditParts,
  tenantId: string,
  request: GetConsistencyProofRequest,
): Promise<MessageInitShape<typeof GetConsistencyProofResponseSchema>> {
  const newest = await checkpoints.newest(tenantId);
  const from = Number(request.fromSize);
  const to = Number(request.toSize) || newest.size;
  requireSize("to_size", to, newest.size);
  requireSize("from_size", from, to);
  const hashes = await createConsistencyProof(from, to, (nodes) => log.readNodes(tenantId, nodes));
  return {
    fromSize: request.fromSize,
    toSize: BigInt(to),
    hashes: hashes.map(bytesToHex),
    checkpoint: to === newest.size ? newest.note : "",
  };
}

/** Throws `out_of_range` for a size larger than that of the newest checkpoint. */
function requireSize(path: string, size: number, newest: number): void {
  if (size > newest) {
    throw new ConnectError(
      `${path}: expected at most ${newest}, the size of the newest checkpoint, got ${size}`,
      Code.OutOfRange,
    );
  }
}
