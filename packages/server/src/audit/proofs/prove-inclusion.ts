// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { bytesToHex, createInclusionProof } from "@chaukas/spec-integrity";
import type { GetInclusionProofRequest, GetInclusionProofResponseSchema } from "@chaukas/spec-integrity/audit";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../../auth/caller.js";
import type { AuditParts } from "../audit-parts.js";
import { findEntry } from "./find-entry.js";
import { requireEventProject } from "./require-event-project.js";
import { requireSize } from "./require-size.js";
import { toAuditEntry } from "./to-audit-entry.js";

/** Proves that an event is in the log of a tenant. */
export async function proveInclusion(
  { log, checkpoints }: AuditParts,
  tenantId: string,
  request: GetInclusionProofRequest,
  caller: Caller,
): Promise<MessageInitShape<typeof GetInclusionProofResponseSchema>> {
  const named = { eventId: request.eventId, sequence: Number(request.sequence) };
  const entry = await findEntry(log, tenantId, named);
  requireEventProject(caller, entry.event);
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
