// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseTilePath, type Tile, tileWidth } from "@chaukas/spec-integrity";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { type BackendContext, createRestRoute, type RestRequest, type RestRoute } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";
import type { AuditService } from "./create-audit-service.js";
import { readQuery } from "./read-query.js";

const { getTile, getEntryBundle } = ChaukasAuditService.method;

/** Creates the REST routes for tiles and entry bundles, with the paths of C2SP tlog-tiles. */
export function createTileRoutes(service: AuditService): RestRoute[] {
  return [
    createRestRoute({
      method: "GET",
      path: "/v1/audit/tile/{level}/{index+}",
      rpc: getTile,
      read(request) {
        const { level, index, width } = readTilePath(request.path["level"] ?? "", request.path["index"] ?? "");
        return { tenantId: readTenant(request), level, index: BigInt(index), width };
      },
      call: cacheFull(service.getTile),
      write: { "application/octet-stream": ({ hashes }) => hashes },
    }),
    createRestRoute({
      method: "GET",
      path: "/v1/audit/tile/entries/{index+}",
      rpc: getEntryBundle,
      read(request) {
        const { index, width } = readTilePath("0", request.path["index"] ?? "");
        return { tenantId: readTenant(request), index: BigInt(index), width };
      },
      call: cacheFull(service.getEntryBundle),
      write: { "application/octet-stream": ({ entries }) => entries },
    }),
  ];
}

function readTenant(request: RestRequest): string {
  return readQuery(request, ["tenant_id"]).text("tenant_id");
}

/** Marks responses for full tiles and bundles as immutable, in private caches only, since they belong to a tenant. */
function cacheFull<Request extends { readonly width: number }, Response>(
  call: (request: Request, context: BackendContext) => Promise<Response>,
): (request: Request, context: BackendContext) => Promise<Response> {
  return async (request, context) => {
    const response = await call(request, context);
    const isFull = request.width === tileWidth;
    context.responseHeader.set("cache-control", isFull ? "private, max-age=31536000, immutable" : "no-store");
    context.responseHeader.set("vary", "authorization");
    return response;
  };
}

/** Parses the position of a tile from the end of its URL, such as `x001/067.p/8`. Throws `invalid_argument`. */
function readTilePath(level: string, index: string): Tile {
  try {
    return parseTilePath(`tile/${level}/${index}`);
  } catch (error) {
    throw new ConnectError((error as Error).message, Code.InvalidArgument);
  }
}
