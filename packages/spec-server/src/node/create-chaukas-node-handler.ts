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
  /** Answers requests for other paths. Default: problem details with status 404. */
  readonly fallback?: ChaukasNodeHandler;
  /**
   * Most bytes of request bodies that are held at the same time, as they came and decompressed, until their calls are
   * answered. A call beyond is refused with `resource_exhausted`, unless it is alone; streams do not count.
   * Default: 256 MiB.
   */
  readonly maxBufferedBytes?: number;
  /**
   * Whose the body of a call is, such as a tenant's, once `requestGate` has run: one owner gets at most half of
   * `maxBufferedBytes`. Default: nobody's.
   */
  readonly bufferOwner?: (context: HandlerContext) => string | undefined;
  /** Told of every call that `maxBufferedBytes` refuses. */
  readonly onBufferLimit?: () => void;
}

const defaultBufferedBytes = 256 * 2 ** 20;

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
      new HttpFault(400, "request: expected a host and a path that make a URL"),
    );
    (response as ServerResponse).writeHead(status, Object.fromEntries(header));
    response.end(body);
    return;
  }
  await budget.serve(response, async () => {
    try {
      const answered = await handle(universal);
      // The promise is not awaited, since it is never settled where a response emits no "end".
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

/** Stands for a body that a parser has read before, which would otherwise look as if the caller had sent none. */
// biome-ignore lint/correctness/useYield: it fails as soon as it is read.
async function* refuseToRead(): AsyncGenerator<Uint8Array> {
  throw new ConnectError(
    "body: expected one that nobody has read; mount the handler before anything that reads bodies",
    Code.Internal,
  );
}

/**
 * The body of a request. What is left of it when the call is answered is read and thrown away: over HTTP/1.1 a client
 * may not look at the answer before it has sent everything, and over HTTP/2 a stream is not over before its end was
 * read. The time limits of the server bound that.
 */
function readNodeBody(
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
): AsyncIterable<Uint8Array> {
  response.once("finish", () => request.resume());
  // Iterating over the request itself would destroy it when the iteration ends early, and leave the rest on the line.
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) };
}
