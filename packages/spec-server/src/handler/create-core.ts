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
import type { BackendContext, ChaukasBackend } from "../contract/chaukas-backend.js";
import type { ChaukasHandlerOptions } from "../contract/chaukas-options.js";
import { resolveLimits } from "../contract/resolve-limits.js";
import { applyCors } from "../http/apply-cors.js";
import { HttpFault } from "../http/http-fault.js";
import { createProblem } from "../rest/create-problem.js";
import { createRestResponse } from "../rest/create-rest-response.js";
import { createRestRoutes } from "../rest/create-rest-routes.js";
import { createRouteMatcher, normalizePath } from "../rest/match-route.js";
import { type RestEnvironment, serveRoute } from "../rest/serve-route.js";
import { addServices } from "../rpc/add-services.js";
import { createMethods } from "../rpc/create-methods.js";
import { toConnectError } from "../rpc/invoke-call.js";
import { correctParseError, withBody } from "../rpc/parse-errors.js";
import { createTextOptions, registerJsonMethods, routeByFormat, sendParts } from "../rpc/register-json-methods.js";
import { registerBinaryMethods } from "../rpc/register-methods.js";
import { createRawOptions } from "../rpc/register-raw.js";
import { markBegun, refuseMalformedBase64, watchReading } from "../rpc/request-errors.js";
import { addProtocols, createIngest } from "./add-protocols.js";

/** What a platform provides to its handlers. */
interface Platform {
  readonly compressions: readonly Compression[];
  /** Whether responses have trailers, which gRPC needs. */
  readonly hasTrailers: boolean;
  /**
   * Counts the body of a unary or server-streaming call towards the memory limit of the platform. Default: not counted.
   */
  readonly countBody?: (request: UniversalServerRequest) => UniversalServerRequest;
}

/** The part of a handler that all platforms share. */
export interface ChaukasCore {
  /** Returns the handler for a path without query, or undefined if the path is not served. */
  find(path: string): UniversalHandlerFn | undefined;
  /** Returns the response for a path that is not served. */
  readonly notFound: UniversalHandlerFn;
}

/** Creates the handlers of all protocols for one backend. */
export function createCore(
  backend: ChaukasBackend,
  given: ChaukasHandlerOptions,
  { compressions, hasTrailers, countBody = (request) => request }: Platform,
): ChaukasCore {
  const { cors } = given;
  const { maxRequestBytes, maxBatchSize } = resolveLimits(given);
  const methods = createMethods(backend, given);
  const options = addProtocols(given, createIngest(methods, maxBatchSize));
  const environment: RestEnvironment = { options, compressions, maxRequestBytes };
  const rpcs = new Map(
    createRpcHandlers(methods, environment, hasTrailers).map((handler) => [
      handler.requestPath,
      applyCors((request) => handler(capTimeout(hasOneRequest(handler) ? countBody(request) : request)), cors),
    ]),
  );
  const match = createRouteMatcher([...createRestRoutes(methods, maxBatchSize), ...(options.routes ?? [])]);
  const mounted = normalizePath((options.pathPrefix ?? "").replace(/^\/+|\/+$/g, ""));
  const prefix = mounted === "" ? "" : `/${mounted}`;
  return {
    find(givenPath) {
      const fullPath = normalizePath(givenPath);
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
      const fault = new HttpFault(
        404,
        `path: expected a path that this server serves, got ${new URL(request.url).pathname}`,
      );
      return createRestResponse(request, createProblem(fault), compressions);
    },
  };
}

function hasOneRequest({ method }: UniversalHandler): boolean {
  return method.methodKind === "unary" || method.methodKind === "server_streaming";
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
      correctParseError(context);
      await requestGate?.(context);
      watchReading(context, options);
      refuseMalformedBase64(context);
    },
    ...(shutdownSignal && { shutdownSignal }),
  };
  const interceptors = [createErrorInterceptor(options.onError), ...(options.interceptors ?? [])];
  const others = createConnectRouter({ ...routerOptions, interceptors });
  // Of the routers rather than of their methods: a method with options of its own is served over gRPC, whatever the
  // router says.
  const textOptions = { ...routerOptions, ...createTextOptions(jsonOptions) };
  const rawOptions = { ...routerOptions, ...createRawOptions(options) };
  const added = addServices(
    { others, raw: createConnectRouter(rawOptions), json: createConnectRouter(textOptions) },
    options,
  );
  const binary = registerBinaryMethods(createConnectRouter(rawOptions), methods, options).handlers;
  const json = registerJsonMethods(createConnectRouter(textOptions), methods, options).handlers;
  return [
    ...added,
    ...binary.map((handler, index) =>
      routeByFormat(withBody(handler), sendParts(json[index] as UniversalHandler, compressions)),
    ),
  ];
}

/** Hides the text of failures in added services, as in those of the framework. */
function createErrorInterceptor(onError: ChaukasHandlerOptions["onError"]): Interceptor {
  return (next) => async (request) => {
    markBegun(request.contextValues);
    const hide = (error: unknown) => toConnectError(error, contextOf(request), onError);
    try {
      const response = await next(request);
      return response.stream ? { ...response, message: mapErrors(response.message, hide) } : response;
    } catch (error) {
      throw hide(error);
    }
  };
}

async function* mapErrors<T>(messages: AsyncIterable<T>, map: (error: unknown) => Error): AsyncGenerator<T> {
  try {
    yield* messages;
  } catch (error) {
    throw map(error);
  }
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

/** A timer that is set for longer fires at once, which would end a call before it begins. */
const longestMs = 2 ** 31 - 1;

/** Headers with the timeout of a call: the pattern of the value, and the longest timeout as text. */
const headers = [
  { name: "connect-timeout-ms", pattern: /^(\d{1,10})()$/, longest: String(longestMs) },
  { name: "grpc-timeout", pattern: /^(\d{1,8})([HMS])$/, longest: `${Math.floor(longestMs / 3_600_000)}H` },
] as const;
const millisecondsOf: Readonly<Record<string, number>> = { "": 1, S: 1000, M: 60_000, H: 3_600_000 };

/** Limits the timeout of a call to 24 days, the longest that a timer can run. */
function capTimeout(request: UniversalServerRequest): UniversalServerRequest {
  const tooLong = headers.filter(({ name, pattern }) => {
    const [, count, unit = ""] = pattern.exec(request.header.get(name) ?? "") ?? [];
    return Number(count) * (millisecondsOf[unit] ?? 1) > longestMs;
  });
  if (tooLong.length === 0) {
    return request;
  }
  const header = new Headers(request.header);
  for (const { name, longest } of tooLong) {
    header.set(name, longest);
  }
  return { ...request, header };
}
