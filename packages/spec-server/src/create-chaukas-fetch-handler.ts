// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ConnectRouterOptions, createConnectRouter } from "@connectrpc/connect";
import { createFetchHandler } from "@connectrpc/connect/protocol";
import type { ChaukasBackend } from "./chaukas-backend.js";
import { registerChaukasServices } from "./register-chaukas-services.js";

/** Options of {@link createChaukasFetchHandler}, with those of a Connect router such as `interceptors`. */
export interface ChaukasFetchHandlerOptions extends Omit<ConnectRouterOptions, "grpc"> {
  /** Path under which the services are mounted, such as `/audit`, with or without slashes at its ends. Default: none. */
  readonly pathPrefix?: string;
  /** Answers requests for other paths. Default: status 404. */
  readonly fallback?: (request: Request) => Response | Promise<Response>;
}

/**
 * Serves a backend in web terms, a `Request` in and a `Response` out, over Connect and gRPC-Web, so that
 * it mounts in workerd, Deno, Bun, Hono and other runtimes without Node's API.
 *
 * gRPC itself needs HTTP trailers, which a `Response` cannot carry; serve it with the adapter of
 * `@connectrpc/connect-node` and {@link registerChaukasServices}.
 */
export function createChaukasFetchHandler(
  backend: ChaukasBackend,
  options: ChaukasFetchHandlerOptions = {},
): (request: Request) => Promise<Response> {
  const { pathPrefix = "", fallback = notFound, ...routerOptions } = options;
  const path = pathPrefix.replace(/^\/+|\/+$/g, "");
  const prefix = path === "" ? "" : `/${path}`;
  const router = registerChaukasServices(createConnectRouter({ ...routerOptions, grpc: false }), backend);
  const handlers = new Map(
    router.handlers.map((handler) => [`${prefix}${handler.requestPath}`, createFetchHandler(handler)]),
  );
  return async (request) => {
    const handler = handlers.get(new URL(request.url).pathname) ?? fallback;
    return handler(request);
  };
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
