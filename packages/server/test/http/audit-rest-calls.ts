// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMethod } from "@bufbuild/protobuf";
import { formatTilePath, tileWidth } from "@chaukas/spec-integrity";
import {
  ChaukasAuditService,
  type GetCheckpointRequest,
  type GetConsistencyProofRequest,
  type GetEntryBundleRequest,
  type GetInclusionProofRequest,
  type GetTileRequest,
  getConsistencyProofResponseFromJsonString,
  getInclusionProofResponseFromJsonString,
  type ListEntriesRequest,
  listEntriesResponseFromJsonString,
  redactEventRequestToJsonString,
  redactEventResponseFromJsonString,
} from "@chaukas/spec-integrity/audit";
import type { RestCall } from "./create-rest-transport.js";

const { method } = ChaukasAuditService;

/** The calls of ChaukasAuditService over REST. */
export const auditRestCalls = new Map<DescMethod, RestCall>([
  [
    method.getCheckpoint,
    {
      path: ({ tenantId, minSize }: GetCheckpointRequest) =>
        path("checkpoint", { tenant_id: tenantId, min_size: minSize }),
      answer: (checkpoint) => ({ checkpoint }),
    },
  ],
  [
    method.getInclusionProof,
    {
      path: ({ tenantId, eventId, sequence, treeSize }: GetInclusionProofRequest) =>
        path("inclusion", { tenant_id: tenantId, event_id: eventId, sequence, tree_size: treeSize }),
      answer: getInclusionProofResponseFromJsonString,
    },
  ],
  [
    method.getConsistencyProof,
    {
      path: ({ tenantId, fromSize, toSize }: GetConsistencyProofRequest) =>
        path("consistency", { tenant_id: tenantId, from_size: fromSize, to_size: toSize }),
      answer: getConsistencyProofResponseFromJsonString,
    },
  ],
  [
    method.getTile,
    {
      path: ({ tenantId, ...tile }: GetTileRequest) => path(tilePath(tile), { tenant_id: tenantId }),
      answer: (_, hashes) => ({ hashes }),
    },
  ],
  [
    method.getEntryBundle,
    {
      path: ({ tenantId, ...bundle }: GetEntryBundleRequest) =>
        path(tilePath({ ...bundle, level: 0 }).replace("tile/0/", "tile/entries/"), { tenant_id: tenantId }),
      answer: (_, entries) => ({ entries }),
    },
  ],
  [
    method.listEntries,
    {
      path: ({ tenantId, fromSequence, pageSize }: ListEntriesRequest) =>
        path("entries", { tenant_id: tenantId, from_sequence: fromSequence, page_size: pageSize }),
      answer: listEntriesResponseFromJsonString,
    },
  ],
  [
    method.redactEvent,
    {
      path: () => "/v1/audit/redactions",
      body: redactEventRequestToJsonString,
      answer: redactEventResponseFromJsonString,
    },
  ],
]);

function path(name: string, parameters: Readonly<Record<string, string | bigint | number>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (String(value) !== "" && String(value) !== "0") {
      query.set(key, String(value));
    }
  }
  return `/v1/audit/${name}?${query}`;
}

function tilePath({ level, index, width }: { level: number; index: bigint; width: number }): string {
  return formatTilePath({ level, index: Number(index), width: width || tileWidth });
}
