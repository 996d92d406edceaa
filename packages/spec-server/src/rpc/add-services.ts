// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, DescMethod, DescMethodServerStreaming, DescMethodUnary } from "@bufbuild/protobuf";
import type { StringValue } from "@bufbuild/protobuf/wkt";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import type { UniversalHandler, UniversalHandlerOptions } from "@connectrpc/connect/protocol";
import type { ChaukasHandlerOptions } from "../contract/chaukas-options.js";
import { invokeCall } from "./invoke-call.js";
import { invokeStream } from "./invoke-stream.js";
import { readJsonRequest, registerText, routeByFormat, writeJsonResponse } from "./register-json-methods.js";

type HandlerOptions = Partial<UniversalHandlerOptions> | undefined;

/**
 * Registers added services on two routers, one of which handles requests and responses in JSON as
 * `registerJsonMethods` does. It leaves out streams of requests, and messages for which ProtoJSON text cannot be read
 * that way. Returns the handlers for all requests.
 */
export function addServices(
  binary: ConnectRouter,
  json: ConnectRouter,
  options: ChaukasHandlerOptions,
): UniversalHandler[] {
  const router: ConnectRouter = {
    handlers: binary.handlers,
    service(service, implementation, handlerOptions) {
      binary.service(service, implementation, handlerOptions);
      for (const rpc of service.methods) {
        const method = (implementation as Readonly<Record<string, unknown>>)[rpc.localName];
        if (typeof method === "function") {
          addJson(json, rpc, method.bind(implementation) as never, options, handlerOptions);
        }
      }
      return router;
    },
    rpc(rpc, implementation, handlerOptions) {
      binary.rpc(rpc, implementation, handlerOptions);
      addJson(json, rpc, implementation as never, options, handlerOptions);
      return router;
    },
  };
  options.services?.(router);
  const handlers = new Map(json.handlers.map((handler) => [handler.requestPath, handler]));
  return binary.handlers.map((handler) => {
    const other = handlers.get(handler.requestPath);
    return other === undefined ? handler : routeByFormat(handler, other);
  });
}

function addJson(
  router: ConnectRouter,
  rpc: DescMethod,
  implementation: never,
  options: ChaukasHandlerOptions,
  handlerOptions: HandlerOptions,
): void {
  // Interceptors of a single service would see the texts instead of the messages.
  if (!hasReadableInput(rpc) || handlerOptions?.interceptors !== undefined) {
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
      : async function* ({ value }: StringValue, context: HandlerContext) {
          const message = readJsonRequest(rpc.input, value, options, jsonOptions);
          for await (const response of invokeStream({ rpc, message, implementation }, context, options)) {
            yield writeJsonResponse(rpc, response, jsonOptions);
          }
        };
  registerText(
    router,
    rpc,
    call as never,
    handlerOptions && { ...handlerOptions, ...(jsonOptions && { jsonOptions }) },
  );
}

function hasReadableInput(rpc: DescMethod): rpc is DescMethodUnary | DescMethodServerStreaming {
  return (rpc.methodKind === "unary" || rpc.methodKind === "server_streaming") && isReadable(rpc.input, new Set());
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
