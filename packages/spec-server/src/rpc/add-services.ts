// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, DescMethod, DescMethodServerStreaming, DescMethodUnary } from "@bufbuild/protobuf";
import type { StringValue } from "@bufbuild/protobuf/wkt";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import type { UniversalHandler, UniversalHandlerOptions } from "@connectrpc/connect/protocol";
import type { ChaukasHandlerOptions } from "../contract/chaukas-options.js";
import { invokeCall } from "./invoke-call.js";
import { withBody } from "./parse-errors.js";
import {
  createJsonStream,
  readJsonRequest,
  registerText,
  routeByFormat,
  writeJsonResponse,
} from "./register-json-methods.js";
import { registerRaw } from "./register-raw.js";

type HandlerOptions = Partial<UniversalHandlerOptions> | undefined;

/** Routers for the same services, of which each handles some requests. */
interface Routers {
  /** Handles what the other two leave out. */
  readonly others: ConnectRouter;
  /** Handles binary requests as `registerRaw` does. */
  readonly raw: ConnectRouter;
  /** Handles requests and responses in JSON as `registerJsonMethods` does. */
  readonly json: ConnectRouter;
}

/**
 * Registers added services. The router for JSON leaves out streams of requests, and messages for which ProtoJSON text
 * cannot be read that way; the raw one, methods whose messages have no codec in the options. Returns the handlers for
 * all requests.
 */
export function addServices({ others, raw, json }: Routers, options: ChaukasHandlerOptions): UniversalHandler[] {
  const add = (rpc: DescMethod, implementation: never, handlerOptions: HandlerOptions) => {
    // Interceptors of a single service would see messages without fields, and texts instead of messages.
    if (handlerOptions?.interceptors === undefined) {
      addRaw(raw, rpc, implementation, options, handlerOptions);
      addJson(json, rpc, implementation, options, handlerOptions);
    }
  };
  const router: ConnectRouter = {
    handlers: others.handlers,
    service(service, implementation, handlerOptions) {
      others.service(service, implementation, handlerOptions);
      for (const rpc of service.methods) {
        const method = (implementation as Readonly<Record<string, unknown>>)[rpc.localName];
        if (typeof method === "function") {
          add(rpc, method.bind(implementation) as never, handlerOptions);
        }
      }
      return router;
    },
    rpc(rpc, implementation, handlerOptions) {
      others.rpc(rpc, implementation, handlerOptions);
      add(rpc, implementation as never, handlerOptions);
      return router;
    },
  };
  options.services?.(router);
  const [rawHandlers, jsonHandlers] = [raw, json].map(
    ({ handlers }) => new Map(handlers.map((handler) => [handler.requestPath, handler])),
  );
  return others.handlers.map((handler) => {
    const binary = rawHandlers?.get(handler.requestPath);
    const text = jsonHandlers?.get(handler.requestPath);
    return routeByFormat(binary === undefined ? handler : withBody(binary), text ?? handler);
  });
}

function addRaw(
  router: ConnectRouter,
  rpc: DescMethod,
  implementation: never,
  options: ChaukasHandlerOptions,
  handlerOptions: HandlerOptions,
): void {
  const decode = options.codecs?.get(rpc.input.typeName)?.decode;
  const encode = options.codecs?.get(rpc.output.typeName)?.encode;
  if (hasOneRequest(rpc) && (decode !== undefined || encode !== undefined)) {
    registerRaw(router, { rpc, implementation, decode, encode }, options, handlerOptions);
  }
}

function addJson(
  router: ConnectRouter,
  rpc: DescMethod,
  implementation: never,
  options: ChaukasHandlerOptions,
  handlerOptions: HandlerOptions,
): void {
  if (!hasOneRequest(rpc) || !isReadable(rpc.input, new Set())) {
    return;
  }
  const jsonOptions = handlerOptions?.jsonOptions ?? options.jsonOptions;
  const call =
    rpc.methodKind === "unary"
      ? async ({ value }: StringValue, context: HandlerContext) => {
          const message = readJsonRequest(rpc.input, value, options, jsonOptions);
          return writeJsonResponse(
            rpc,
            await invokeCall({ rpc, message, implementation }, context, options),
            jsonOptions,
          );
        }
      : createJsonStream({ rpc, implementation }, options, jsonOptions);
  registerText(
    router,
    rpc,
    call as never,
    handlerOptions && { ...handlerOptions, ...(jsonOptions && { jsonOptions }) },
  );
}

function hasOneRequest(rpc: DescMethod): rpc is DescMethodUnary | DescMethodServerStreaming {
  return rpc.methodKind === "unary" || rpc.methodKind === "server_streaming";
}

// Edition.EDITION_PROTO3.
const proto3 = 999;
const wellKnown = new Set(
  ["Timestamp", "Struct", "Value", "ListValue", "Any"].map((name) => `google.protobuf.${name}`),
);

/** Returns whether the codec can read a message, with everything in it. */
function isReadable(schema: DescMessage, seen: Set<DescMessage>): boolean {
  if (wellKnown.has(schema.typeName) || seen.has(schema)) {
    return true;
  }
  seen.add(schema);
  return (
    (schema.file.edition as number) === proto3 &&
    !schema.typeName.startsWith("google.protobuf.") &&
    schema.fields.every(({ message }) => message === undefined || isReadable(message, seen))
  );
}
