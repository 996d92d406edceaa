// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";
import type { UniversalHandlerFn, UniversalServerRequest } from "@connectrpc/connect/protocol";
import { universalRequestFromNodeRequest, universalResponseToNodeResponse } from "@connectrpc/connect-node";
import type { ChaukasBackend } from "../contract/chaukas-backend.js";
import type { ChaukasHandlerOptions } from "../contract/chaukas-options.js";
import { checkLimit } from "../contract/resolve-limits.js";
import { createCore } from "../handler/create-core.js";
import { HttpFault } from "../http/http-fault.js";
import { createProblem } from "../rest/create-problem.js";
import { type BodyBudget, createBodyBudget } from "./create-body-budget.js";
import { nodeCompressions } from "./node-compressions.js";

/** Options of {@link createChaukasNodeHandler}. */
export interface ChaukasNodeHandlerOptions extends ChaukasHandlerOptions {
  /** Handles requests for other paths. Default: problem details with status 404. */
  readonly fallback?: ChaukasNodeHandler;
  /**
   * Maximum bytes of request bodies held at the same time, both as received and decompressed, until their calls end. A
   * call beyond it is refused with `resource_exhausted`, unless it is the only one. Streams do not count.
   * Default: 256 MiB.
   */
  readonly maxBufferedBytes?: number;
  /**
   * Returns the owner of the body of a call, such as a tenant. Runs after `requestGate`. One owner gets at most half of
   * `maxBufferedBytes`. Default: no owner.
   */
  readonly bufferOwner?: (context: HandlerContext) => string | undefined;
  /** Called for every call that `maxBufferedBytes` refuses. */
  readonly onBufferLimit?: () => void;
}

const defaultBufferedBytes = 256 * 2 ** 20;

/**
 * Listener for `node:http`, `node:https` and `node:http2`, and Express middleware that calls `next` for other paths.
 */
export type ChaukasNodeHandler = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Serves a backend in Node over REST, Connect, gRPC-Web and, if the server speaks HTTP/2, gRPC. Mount it before
 * anything that reads bodies. Throws `RangeError` for an invalid limit.
 */
export function createChaukasNodeHandler(
  backend: ChaukasBackend,
  options: ChaukasNodeHandlerOptions = {},
): ChaukasNodeHandler {
  const { maxBufferedBytes = defaultBufferedBytes, bufferOwner, onBufferLimit } = options;
  checkLimit("maxBufferedBytes", maxBufferedBytes, Number.MAX_SAFE_INTEGER);
  const budget = createBodyBudget(maxBufferedBytes, nodeCompressions, onBufferLimit);
  const requestGate = async (context: HandlerContext) => {
    await options.requestGate?.(context);
    budget.setOwner(bufferOwner?.(context));
  };
  const core = createCore(backend, { ...options, requestGate }, { ...budget, hasTrailers: true });
  return (request, response, next) => {
    const handle = core.find(request.url?.split("?", 1)[0] ?? "");
    if (handle === undefined && options.fallback !== undefined) {
      options.fallback(request, response, next);
    } else if (handle === undefined && next !== undefined) {
      next();
    } else {
      void answer(handle ?? core.notFound, { request, response, budget });
    }
  };
}

interface Exchange {
  readonly request: IncomingMessage | Http2ServerRequest;
  readonly response: ServerResponse | Http2ServerResponse;
  readonly budget: BodyBudget;
}

async function answer(handle: UniversalHandlerFn, { request, response, budget }: Exchange): Promise<void> {
  const universal = readRequest(request, response);
  if (universal === undefined) {
    const { status, header, body } = createProblem(
      new HttpFault(400, "request: expected a host and a path that form a URL"),
    );
    (response as ServerResponse).writeHead(status, Object.fromEntries(header));
    response.end(body);
    return;
  }
  await budget.serve(response, async () => {
    try {
      const answered = await handle(universal);
      // Not awaited: the promise never settles if a response emits no "end".
      universalResponseToNodeResponse(answered, response).catch(() => response.destroy());
    } catch {
      response.destroy();
    }
  });
}

function readRequest(
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
): UniversalServerRequest | undefined {
  if (request.httpVersion === "1.0") {
    // Only HTTP/1.1 requires the header (RFC 9112, section 3.2).
    request.headers.host ??= "localhost";
  }
  try {
    const universal = universalRequestFromNodeRequest(
      request as IncomingMessage,
      response as ServerResponse,
      undefined,
      undefined,
    );
    if (request.readableEnded) {
      return { ...universal, body: refuseToRead() };
    }
    return { ...universal, body: readNodeBody(request, response) };
  } catch {
    return undefined;
  }
}

/** Replaces a body that a parser has already read, which would otherwise look like an empty body. */
// biome-ignore lint/correctness/useYield: it fails as soon as it is read.
async function* refuseToRead(): AsyncGenerator<Uint8Array> {
  throw new ConnectError(
    "body: expected an unread stream, got one that was already read; mount the handler before anything that reads bodies",
    Code.Internal,
  );
}

/**
 * Returns the body of a request. The rest of it is read and discarded once the call has ended: an HTTP/1.1 client may
 * not read the response before it has sent everything, and an HTTP/2 stream ends only when its end has been read. The
 * timeouts of the server bound this.
 */
function readNodeBody(
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
): AsyncIterable<Uint8Array> {
  response.once("finish", () => request.resume());
  // Iterating over the request itself would destroy it if the iteration ends early, and leave the rest unread.
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) };
}
