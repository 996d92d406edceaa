// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { bytesToHex, createConsistencyProof } from "@chaukas/spec-integrity";
import type { GetConsistencyProofRequest, GetConsistencyProofResponseSchema } from "@chaukas/spec-integrity/audit";
import type { AuditParts } from "../audit-parts.js";
import { requireSize } from "./require-size.js";

/** Proves that the log of a tenant has only grown. */
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
