// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  create,
  type DescMessage,
  type DescMethod,
  type DescMethodServerStreaming,
  type DescMethodUnary,
  type JsonReadOptions,
  type JsonWriteOptions,
  type MessageShape,
} from "@bufbuild/protobuf";
import { type StringValue, StringValueSchema } from "@bufbuild/protobuf/wkt";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import type { Event, EventBatch, QueryResponse } from "@chaukas/spec-common";
import { isJsonCodecError, readProtoJsonText } from "@chaukas/spec-common/json";
import {
  Code,
  ConnectError,
  type ConnectRouter,
  createContextKey,
  createContextValues,
  type HandlerContext,
} from "@connectrpc/connect";
import type {
  Compression,
  UniversalHandler,
  UniversalHandlerOptions,
  UniversalServerRequest,
} from "@connectrpc/connect/protocol";
import type { ChaukasServiceOptions } from "../contract/chaukas-options.js";
import { resolveLimits } from "../contract/resolve-limits.js";
import { invalidJson } from "../errors/invalid-argument.js";
import { batchSizeError } from "../errors/limit-error.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";
import { createBytesResponse, encodePieces } from "../http/bytes-response.js";
import { readJsonEvent, takeEvents } from "../ingest/read-json-events.js";
import type { Methods } from "./create-methods.js";
import { invokeCall, toConnectError } from "./invoke-call.js";
import { invokeStream } from "./invoke-stream.js";
import { stringifyJson, writeProtoJson, writeProtoJsonPage } from "./write-proto-json.js";

type JsonOptions = Partial<JsonReadOptions & JsonWriteOptions>;

/**
 * Registers the methods of both services on a router for requests and responses in ProtoJSON.
 *
 * connect-es parses and writes JSON itself, and on the way rounds integers, drops unknown members, replaces invalid
 * UTF-8, and fails for an `Any` of an unknown type. So to connect-es, requests and responses are strings, which the
 * options below take from the text and put into it, and this module reads and writes their text. The router needs the
 * options of `createTextOptions`.
 */
export function registerJsonMethods(
  router: ConnectRouter,
  methods: Methods,
  options: ChaukasServiceOptions & { readonly jsonOptions?: JsonOptions },
): ConnectRouter {
  for (const rpc of [...ChaukasServerService.methods, ...ChaukasClientService.methods]) {
    const implementation = methods[rpc.localName as keyof Methods] as never;
    const call =
      rpc.methodKind === "server_streaming"
        ? createJsonStream({ rpc: rpc as DescMethodServerStreaming, implementation }, options, options.jsonOptions)
        : createCall(rpc as DescMethodUnary, methods, options);
    registerText(router, rpc, call as never);
  }
  return router;
}

/** Registers a method whose requests and responses are strings with JSON text, possibly with options of its own. */
export function registerText(
  router: ConnectRouter,
  rpc: DescMethod,
  call: never,
  options?: Partial<UniversalHandlerOptions>,
): void {
  const method = { ...rpc, input: StringValueSchema, output: StringValueSchema } as DescMethod;
  router.rpc(method, call, options && { ...options, ...createTextOptions(options.jsonOptions) });
}

/** Returns the options with which connect-es takes JSON text out of the strings of a method, and puts it into them. */
export function createTextOptions(jsonOptions: JsonOptions | undefined) {
  return { jsonOptions: { ...jsonOptions, textDecoder, textEncoder } };
}

function createCall(
  rpc: DescMethodUnary,
  methods: Methods,
  options: ChaukasServiceOptions & { readonly jsonOptions?: JsonOptions },
) {
  const implementation = methods[rpc.localName as keyof Methods] as never;
  const { jsonOptions } = options;
  const read = rpc.localName === ChaukasServerService.method.ingestEvent.localName ? readEventRequest : readJsonRequest;
  return async ({ value }: StringValue, context: HandlerContext) => {
    const message = read(rpc.input, value, options, jsonOptions);
    const response = await invokeCall({ rpc, message, implementation }, context, options);
    try {
      const pieces = writePieces(rpc, response, jsonOptions);
      if (context.protocolName !== "connect") {
        return { value: [...pieces].join("") };
      }
      context.values.set(partsKey, encodePieces(pieces));
      return { value: "" };
    } catch (error) {
      throw toConnectError(error, context, options.onError);
    }
  };
}

/** Creates the function that handles a server-streaming method for requests and responses in ProtoJSON. */
export function createJsonStream(
  { rpc, implementation }: { readonly rpc: DescMethodServerStreaming; readonly implementation: never },
  options: ChaukasServiceOptions,
  jsonOptions: JsonOptions | undefined,
) {
  return async function* ({ value }: StringValue, context: HandlerContext) {
    const message = readJsonRequest(rpc.input, value, options, jsonOptions);
    for await (const response of invokeStream({ rpc, message, implementation }, context, options)) {
      yield writeJsonResponse(rpc, response, jsonOptions);
    }
  };
}

function writePieces(
  rpc: DescMethod,
  response: MessageShape<DescMessage>,
  jsonOptions: JsonOptions | undefined,
): Iterable<string> {
  const page = (response as { response?: QueryResponse }).response;
  return rpc.localName === ChaukasServerService.method.queryEvents.localName && page !== undefined
    ? writeProtoJsonPage(page, jsonOptions)
    : [writeJsonResponse(rpc, response, jsonOptions).value];
}

/** The response of a call over Connect, in place of the empty text that connect-es gets. */
const partsKey = createContextKey<Uint8Array[] | undefined>(undefined, { description: "response in several parts" });

/**
 * Returns a handler that sends responses over Connect in parts. connect-es takes only one string, which it writes as JSON,
 * so that it has to be read again. Over gRPC and gRPC-Web, a message is in one part.
 */
export function sendParts(handler: UniversalHandler, compressions: readonly Compression[]): UniversalHandler {
  const handle = async (request: UniversalServerRequest) => {
    const contextValues = request.contextValues ?? createContextValues();
    const response = await handler({ ...request, contextValues });
    const parts = contextValues.get(partsKey);
    return parts === undefined || response.status !== 200
      ? response
      : createBytesResponse(request, { status: 200, header: new Headers(response.header), parts }, compressions);
  };
  return Object.assign(handle, { ...handler });
}

/** Reads a request from ProtoJSON text. Throws `invalid_argument` with the place of what cannot be read. */
export function readJsonRequest(
  schema: DescMessage,
  text: string,
  options: ChaukasServiceOptions,
  jsonOptions: JsonOptions | undefined,
): MessageShape<DescMessage> {
  return readRequest(schema, text, resolveLimits(options).maxBatchSize, jsonOptions);
}

/** Reads a request for one event from ProtoJSON text. If it cannot be read, its event is rejected. */
function readEventRequest(
  schema: DescMessage,
  text: string,
  _options: ChaukasServiceOptions,
  { registry }: JsonOptions = {},
): MessageShape<DescMessage> {
  const read = (request: string) => readProtoJsonText(schema, request, { ...(registry && { registry }) }).message;
  const event = readJsonEvent(text, (request) => (read(request) as { event?: Event }).event, "event");
  return create(schema, { ...(event && { event }) } as never);
}

/** Writes a response as ProtoJSON text. */
export function writeJsonResponse(
  { output }: DescMethod,
  response: MessageShape<DescMessage>,
  jsonOptions: JsonOptions | undefined,
): { readonly value: string } {
  return { value: stringifyJson(writeProtoJson(output, response, jsonOptions)) };
}

function readRequest(
  schema: DescMessage,
  text: string,
  maxEvents: number,
  { registry }: JsonOptions = {},
): MessageShape<DescMessage> {
  try {
    const { message, events } = readProtoJsonText(schema, text, { maxEvents, ...(registry && { registry }) });
    const { eventBatch } = message as { eventBatch?: EventBatch };
    if (eventBatch !== undefined) {
      eventBatch.events = takeEvents(events);
    }
    return message;
  } catch (error) {
    if (!isJsonCodecError(error)) {
      throw error;
    }
    throw error.code === "too_many" ? batchSizeError(maxEvents, error.found) : invalidJson(error);
  }
}

/** Passes the text of a request on as a JSON string. */
const textDecoder = {
  decode(bytes?: Uint8Array): string {
    try {
      return JSON.stringify(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch (cause) {
      throw new ConnectError("body: expected text in UTF-8", Code.InvalidArgument, undefined, undefined, cause);
    }
  },
};

/** Takes the text of a response out of a JSON string. */
const textEncoder = {
  encode: (json = '""'): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.parse(json)),
};

/** Returns a handler that passes requests in JSON to one handler, and others to another of the same method. */
export function routeByFormat(binary: UniversalHandler, json: UniversalHandler): UniversalHandler {
  const handle = (request: UniversalServerRequest) => (isJson(request) ? json : binary)(request);
  return Object.assign(handle, { ...binary });
}

/** Responses have the form of the request, which Connect names in the URL if there is no body. */
function isJson({ header, url }: UniversalServerRequest): boolean {
  const type = header.get("content-type") ?? new URL(url).searchParams.get("encoding") ?? "";
  return /\bjson\b/.test(type);
}
