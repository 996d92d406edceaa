// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  createConnectRouter,
  type HandlerContext,
  type Interceptor,
  type StreamRequest,
  type UnaryRequest,
} from "@connectrpc/connect";
import type {
  Compression,
  UniversalHandler,
  UniversalHandlerFn,
  UniversalServerRequest,
} from "@connectrpc/connect/protocol";
import { applyCors } from "./apply-cors.js";
import { blameCallerForBytes } from "./blame-caller-for-bytes.js";
import { capTimeout } from "./cap-timeout.js";
import type { BackendContext, ChaukasBackend } from "./chaukas-backend.js";
import type { ChaukasHandlerOptions } from "./chaukas-options.js";
import { createJsonGuard } from "./create-json-guard.js";
import { createMethods } from "./create-methods.js";
import { createProblem } from "./create-problem.js";
import { createRestResponse } from "./create-rest-response.js";
import { createRestRoutes } from "./create-rest-routes.js";
import { HttpFault } from "./http-fault.js";
import { toConnectError } from "./invoke-call.js";
import { createRouteMatcher } from "./match-route.js";
import { refuseBadBase64 } from "./refuse-bad-base64.js";
import { registerMethods } from "./register-methods.js";
import { resolveLimits } from "./resolve-limits.js";
import { type RestEnvironment, serveRoute } from "./serve-route.js";

/** What a platform offers to the handlers on it. */
interface Platform {
  readonly compressions: readonly Compression[];
  /** Whether responses have trailers, which gRPC needs. */
  readonly hasTrailers: boolean;
  /** Makes the body of a call with one request count towards what the platform can hold. Default: it does not. */
  readonly countBody?: (request: UniversalServerRequest) => UniversalServerRequest;
}

/** What the handlers of all platforms share. */
export interface ChaukasCore {
  /** The handler for a path, without the query; undefined for a path that is not served here. */
  find(path: string): UniversalHandlerFn | undefined;
  /** Says that nothing is served at a path. */
  readonly notFound: UniversalHandlerFn;
}

/** Puts together all protocols for one backend. */
export function createCore(
  backend: ChaukasBackend,
  options: ChaukasHandlerOptions,
  { compressions, hasTrailers, countBody = (request) => request }: Platform,
): ChaukasCore {
  const { cors } = options;
  const { maxRequestBytes } = resolveLimits(options);
  const methods = createMethods(backend, options);
  const environment: RestEnvironment = { options, compressions, maxRequestBytes };
  const rpcs = new Map(
    createRpcHandlers(methods, environment, hasTrailers).map((handler) => [
      handler.requestPath,
      applyCors((request) => handler(capTimeout(isUnary(handler) ? countBody(request) : request)), cors),
    ]),
  );
  const match = createRouteMatcher([...createRestRoutes(methods), ...(options.routes ?? [])]);
  const path = (options.pathPrefix ?? "").replace(/^\/+|\/+$/g, "");
  const prefix = path === "" ? "" : `/${path}`;
  return {
    find(fullPath) {
      if (!fullPath.startsWith(`${prefix}/`)) {
        return undefined;
      }
      const path = fullPath.slice(prefix.length);
      const rpc = rpcs.get(path);
      if (rpc !== undefined) {
        return rpc;
      }
      const found = match(path);
      return found && applyCors((request) => serveRoute(found, countBody(request), environment), cors);
    },
    notFound: (request) => {
      const fault = new HttpFault(404, `path: expected one that is served here, got ${new URL(request.url).pathname}`);
      return createRestResponse(request, createProblem(fault), compressions);
    },
  };
}

function isUnary({ method }: UniversalHandler): boolean {
  return method.methodKind === "unary";
}

function createRpcHandlers(
  methods: ReturnType<typeof createMethods>,
  { options, compressions, maxRequestBytes }: RestEnvironment,
  grpc: boolean,
) {
  const { binaryOptions, jsonOptions, maxTimeoutMs, requireConnectProtocolHeader, requestGate, shutdownSignal } =
    options;
  const routerOptions = {
    grpc,
    acceptCompression: [...compressions],
    readMaxBytes: maxRequestBytes,
    ...(binaryOptions && { binaryOptions }),
    ...(jsonOptions && { jsonOptions }),
    ...(maxTimeoutMs !== undefined && { maxTimeoutMs }),
    ...(requireConnectProtocolHeader !== undefined && { requireConnectProtocolHeader }),
    async requestGate(context: HandlerContext) {
      blameCallerForBytes(context);
      await requestGate?.(context);
      refuseBadBase64(context);
    },
    ...(shutdownSignal && { shutdownSignal }),
  };
  const interceptors = [createErrorInterceptor(options.onError), ...(options.interceptors ?? [])];
  const others = createConnectRouter({ ...routerOptions, interceptors });
  options.services?.(others);
  const own = createConnectRouter({ ...routerOptions, interceptors: [createJsonGuard(jsonOptions?.registry)] });
  return [...others.handlers, ...registerMethods(own, methods, options).handlers];
}

/** Hides the text of failures in services that are added, as is done for those of the framework. */
function createErrorInterceptor(onError: ChaukasHandlerOptions["onError"]): Interceptor {
  return (next) => async (request) => {
    try {
      return await next(request);
    } catch (error) {
      throw toConnectError(error, contextOf(request), onError);
    }
  };
}

function contextOf(request: UnaryRequest | StreamRequest): BackendContext {
  return {
    requestHeader: request.header,
    responseHeader: new Headers(),
    responseTrailer: new Headers(),
    signal: request.signal,
    timeoutMs: () => undefined,
    values: request.contextValues,
  };
}
