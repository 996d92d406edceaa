// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { universalServerRequestFromFetch, universalServerResponseToFetch } from "@connectrpc/connect/protocol";
import type { ChaukasBackend } from "./contract/chaukas-backend.js";
import type { ChaukasHandlerOptions } from "./contract/chaukas-options.js";
import { createCore } from "./handler/create-core.js";
import { createWebCompressions } from "./http/web-compressions.js";

/** Options of {@link createChaukasFetchHandler}. */
export interface ChaukasFetchHandlerOptions extends ChaukasHandlerOptions {
  /** Handles requests for other paths. Default: problem details with status 404. */
  readonly fallback?: (request: Request) => Response | Promise<Response>;
}

/**
 * Serves a backend over REST, Connect and gRPC-Web as a function from `Request` to `Response`, which mounts in
 * workerd, Deno, Bun, Hono and other runtimes without Node's API.
 *
 * gRPC itself needs HTTP trailers, which a `Response` cannot carry; in Node, serve it with
 * `createChaukasNodeHandler` of `@chaukas/spec-server/node`. Throws `RangeError` for an invalid limit.
 */
export function createChaukasFetchHandler(
  backend: ChaukasBackend,
  options: ChaukasFetchHandlerOptions = {},
): (request: Request) => Promise<Response> {
  const core = createCore(backend, options, { compressions: createWebCompressions(), hasTrailers: false });
  return async (request) => {
    const handle = core.find(new URL(request.url).pathname);
    if (handle === undefined && options.fallback !== undefined) {
      return options.fallback(request);
    }
    const response = await (handle ?? core.notFound)(universalServerRequestFromFetch(request, {}));
    return universalServerResponseToFetch(response);
  };
}
