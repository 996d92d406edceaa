// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { UniversalHandlerFn, UniversalServerRequest } from "@connectrpc/connect/protocol";
import { universalRequestFromNodeRequest, universalResponseToNodeResponse } from "@connectrpc/connect-node";
import type { ChaukasBackend } from "../chaukas-backend.js";
import type { ChaukasHandlerOptions } from "../chaukas-options.js";
import { createCore } from "../create-core.js";
import { createProblem } from "../create-problem.js";
import { HttpFault } from "../http-fault.js";
import { nodeCompressions } from "./node-compressions.js";

/** Options of {@link createChaukasNodeHandler}. */
export interface ChaukasNodeHandlerOptions extends ChaukasHandlerOptions {
  /** Answers requests for other paths. Default: problem details with status 404. */
  readonly fallback?: ChaukasNodeHandler;
}

/** Listener for `node:http`, `node:https` and `node:http2`, and a middleware of Express, whose `next` other paths reach. */
export type ChaukasNodeHandler = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Serves a backend in Node over REST, Connect, gRPC-Web and, where the server speaks HTTP/2, gRPC. Mount it before
 * anything that reads bodies. Throws `RangeError` for a limit that makes no sense.
 */
export function createChaukasNodeHandler(
  backend: ChaukasBackend,
  options: ChaukasNodeHandlerOptions = {},
): ChaukasNodeHandler {
  const core = createCore(backend, options, { compressions: nodeCompressions, hasTrailers: true });
  return (request, response, next) => {
    const handle = core.find(request.url?.split("?", 1)[0] ?? "");
    if (handle === undefined && options.fallback !== undefined) {
      options.fallback(request, response, next);
    } else if (handle === undefined && next !== undefined) {
      next();
    } else {
      void answer(handle ?? core.notFound, request, response);
    }
  };
}

async function answer(
  handle: UniversalHandlerFn,
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
): Promise<void> {
  const universal = readRequest(request, response);
  if (universal === undefined) {
    const { status, header, body } = createProblem(
      new HttpFault(400, "request: expected a host and a path that make a URL"),
    );
    (response as ServerResponse).writeHead(status, Object.fromEntries(header));
    response.end(body);
    return;
  }
  try {
    const answered = await handle(universal);
    // The promise is not awaited, since it is never settled where a response emits no "end".
    universalResponseToNodeResponse(answered, response).catch(() => response.destroy());
  } catch {
    response.destroy();
  }
}

function readRequest(
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
): UniversalServerRequest | undefined {
  try {
    return universalRequestFromNodeRequest(
      request as IncomingMessage,
      response as ServerResponse,
      undefined,
      undefined,
    );
  } catch {
    return undefined;
  }
}
