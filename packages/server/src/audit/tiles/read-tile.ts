// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { listTileNodes, tileWidth } from "@chaukas/spec-integrity";
import type { GetTileRequest, GetTileResponseSchema } from "@chaukas/spec-integrity/audit";
import type { AuditParts } from "../audit-parts.js";
import { requireCoverage } from "../proofs/require-coverage.js";

/** Reads a tile of the tree of a tenant's log. */
export async function readTile(
  { log, checkpoints }: AuditParts,
  tenantId: string,
  request: GetTileRequest,
): Promise<MessageInitShape<typeof GetTileResponseSchema>> {
  const tile = { level: request.level, index: Number(request.index), width: request.width || tileWidth };
  requireCoverage(tile, (await checkpoints.newest(tenantId)).size);
  return { hashes: Buffer.concat(await log.readNodes(tenantId, listTileNodes(tile))) };
}
