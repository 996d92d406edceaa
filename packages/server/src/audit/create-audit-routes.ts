// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, DescMethodUnary } from "@bufbuild/protobuf";
import { evidencePage } from "@chaukas/explorer";
import { queryFilterFromJsonString } from "@chaukas/spec-common/json";
import {
  ChaukasAuditService,
  formatEvidenceResponse,
  getConsistencyProofResponseToJsonString,
  getInclusionProofResponseToJsonString,
  listEntriesResponseToJsonString,
  redactEventRequestFromJsonString,
  redactEventResponseToJsonString,
} from "@chaukas/spec-integrity/audit";
import { createRestRoute, createRestStreamRoute, type RestRoute, type RestStreamRoute } from "@chaukas/spec-server";
import type { AuditService } from "./create-audit-service.js";
import { createTileRoutes } from "./create-tile-routes.js";
import { readQuery } from "./read-query.js";

const rpcs = ChaukasAuditService.method;

/** Creates the REST routes of ChaukasAuditService, as defined by the OpenAPI document. */
export function createAuditRoutes(service: AuditService): (RestRoute | RestStreamRoute)[] {
  return [
    get("/v1/audit/checkpoint", rpcs.getCheckpoint, {
      read(request) {
        const query = readQuery(request, ["tenant_id", "min_size"]);
        return { tenantId: query.text("tenant_id"), minSize: BigInt(query.integer("min_size")) };
      },
      call: service.getCheckpoint,
      write: { "text/plain": ({ checkpoint }) => checkpoint },
    }),
    get("/v1/audit/inclusion", rpcs.getInclusionProof, {
      read(request) {
        const query = readQuery(request, ["tenant_id", "event_id", "sequence", "tree_size"]);
        return {
          tenantId: query.text("tenant_id"),
          eventId: query.text("event_id"),
          sequence: BigInt(query.integer("sequence")),
          treeSize: BigInt(query.integer("tree_size")),
        };
      },
      call: service.getInclusionProof,
      write: json(getInclusionProofResponseToJsonString),
    }),
    get("/v1/audit/consistency", rpcs.getConsistencyProof, {
      read(request) {
        const query = readQuery(request, ["tenant_id", "from_size", "to_size"]);
        return {
          tenantId: query.text("tenant_id"),
          fromSize: BigInt(query.integer("from_size")),
          toSize: BigInt(query.integer("to_size")),
        };
      },
      call: service.getConsistencyProof,
      write: json(getConsistencyProofResponseToJsonString),
    }),
    get("/v1/audit/entries", rpcs.listEntries, {
      read(request) {
        const query = readQuery(request, ["tenant_id", "from_sequence", "page_size"]);
        return {
          tenantId: query.text("tenant_id"),
          fromSequence: BigInt(query.integer("from_sequence")),
          // A larger value would overflow the int32 field.
          pageSize: Math.min(query.integer("page_size"), 2 ** 31 - 1),
        };
      },
      call: service.listEntries,
      write: json(listEntriesResponseToJsonString),
    }),
    ...createTileRoutes(service),
    createRestRoute({
      method: "POST",
      path: "/v1/audit/redactions",
      rpc: rpcs.redactEvent,
      read: { "application/json": (request) => redactEventRequestFromJsonString(request.text()) },
      call: service.redactEvent,
      write: json(redactEventResponseToJsonString),
      pointer: toPointer,
    }),
    createRestStreamRoute({
      method: "POST",
      path: "/v1/audit/evidence",
      rpc: rpcs.exportEvidence,
      read: { "application/json": (request) => ({ filter: queryFilterFromJsonString(request.text()) }) },
      call: service.exportEvidence,
      write: {
        "application/x-ndjson": (response) => `${formatEvidenceResponse(response)}\n`,
        "text/html": (response) => evidencePage().line(formatEvidenceResponse(response)),
      },
      frame: {
        get "text/html"() {
          return evidencePage();
        },
      },
      // The body is the filter inside the request.
      pointer: (field) =>
        toPointer(field)
          .replace(/^\/filter(?=$|[./])/, "")
          .replaceAll(".", "/"),
    }),
  ];
}

function toPointer(field: string): string {
  return `/${field.replaceAll("[", "/").replaceAll("]", "")}`;
}

function get<I extends DescMessage, O extends DescMessage>(
  path: string,
  rpc: DescMethodUnary<I, O>,
  route: Pick<RestRoute<I, O>, "read" | "call" | "write">,
): RestRoute {
  return createRestRoute({ ...route, method: "GET", path, rpc });
}

function json<Response>(write: (response: Response) => string) {
  return { "application/json": write };
}
