// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageShape } from "@bufbuild/protobuf";
import { create, type DescMessage } from "@bufbuild/protobuf";
import { ConnectError, createHandlerContext, type HandlerContext } from "@connectrpc/connect";
import type { Compression, UniversalServerRequest, UniversalServerResponse } from "@connectrpc/connect/protocol";
import type { ChaukasHandlerOptions } from "../contract/chaukas-options.js";
import type { ReadRequest, RestRoute, RestStreamRoute } from "../contract/rest-route.js";
import { encodePieces } from "../http/bytes-response.js";
import { HttpFault } from "../http/http-fault.js";
import { codeOfStatus } from "../http/http-status.js";
import { negotiateMediaType } from "../http/negotiate.js";
import { readBody } from "../http/read-body.js";
import { invokeCall, toConnectError } from "../rpc/invoke-call.js";
import { invokeStream } from "../rpc/invoke-stream.js";
import { reportUnreadable } from "../rpc/request-errors.js";
import { createProblem, createReadFault } from "./create-problem.js";
import {
  createRestResponse,
  createStreamResponse,
  type RestAnswer,
  type StreamAnswer,
} from "./create-rest-response.js";
import type { MatchedRoute } from "./match-route.js";

/** What every route needs to be served. */
export interface RestEnvironment {
  readonly options: ChaukasHandlerOptions;
  readonly compressions: readonly Compression[];
  readonly maxRequestBytes: number;
}

/** Handles a request for a path with routes. Never rejects. */
export async function serveRoute(
  matches: readonly MatchedRoute[],
  request: UniversalServerRequest,
  environment: RestEnvironment,
): Promise<UniversalServerResponse> {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const matched = matches.find(({ route }) => route.method === method);
  if (matched === undefined) {
    const methods = matches.flatMap(({ route }) => (route.method === "GET" ? ["GET", "HEAD"] : [route.method]));
    const allow = [...new Set(methods)].join(", ");
    const fault = new HttpFault(405, `method: expected one of ${allow}, got ${request.method}`, { allow });
    const answer = writeError(matches[0]?.route, request.header, fault);
    return createRestResponse(request, answer, environment.compressions);
  }
  const { route, parameters } = matched;
  const context = createHandlerContext({
    service: route.rpc.parent,
    method: route.rpc,
    protocolName: "rest",
    requestMethod: request.method,
    url: request.url,
    requestSignal: request.signal,
    requestHeader: request.header,
    ...(environment.options.shutdownSignal && { shutdownSignal: environment.options.shutdownSignal }),
    ...(request.contextValues && { contextValues: request.contextValues }),
  });
  const answer = await answerCall(route, parameters, request, context, environment);
  const isStream = "chunks" in answer;
  if (!isStream) {
    context.abort();
  }
  for (const [name, value] of context.responseHeader) {
    if (!answer.header.has(name)) {
      answer.header.set(name, value);
    }
  }
  if (!isStream) {
    return createRestResponse(request, answer, environment.compressions);
  }
  const response = createStreamResponse(answer, () => context.abort());
  if (request.method === "HEAD") {
    await (response.body as AsyncIterableIterator<Uint8Array>).return?.();
    return { status: response.status, ...(response.header && { header: response.header }) };
  }
  return response;
}

async function answerCall(
  route: RestRoute | RestStreamRoute,
  path: MatchedRoute["parameters"],
  request: UniversalServerRequest,
  context: HandlerContext,
  environment: RestEnvironment,
): Promise<RestAnswer | StreamAnswer> {
  const { options } = environment;
  try {
    await options.requestGate?.(context);
    const { mediaType, message } = await readCall(route, path, request, environment).catch((error: unknown) => {
      reportUnreadable(error, context, options);
      throw error;
    });
    if (isStreaming(route)) {
      const messages = invokeStream({ rpc: route.rpc, message, implementation: route.call }, context, options);
      return await startAnswer(route, mediaType, messages);
    }
    const response = await invokeCall({ rpc: route.rpc, message, implementation: route.call }, context, options);
    return writeAnswer(route, mediaType, response);
  } catch (error) {
    const known = error instanceof HttpFault || error instanceof ConnectError;
    return writeError(route, request.header, known ? error : toConnectError(error, context, options.onError));
  }
}

/** Writes an error as problem details, or as the route does. Status and headers are the same. */
function writeError(
  route: RestRoute | RestStreamRoute | undefined,
  header: Headers,
  error: ConnectError | HttpFault,
): RestAnswer {
  const problem = createProblem(error, route?.pointer);
  const errors = route !== undefined && !isStreaming(route) ? route.errors : undefined;
  if (errors === undefined) {
    return problem;
  }
  const mediaType = mirrorMediaType(errors, header);
  const body = errors[mediaType]?.(
    error instanceof ConnectError ? error : new ConnectError(error.message, codeOfStatus(error.status)),
  );
  problem.header.set("content-type", mediaType);
  return { ...problem, body: body ?? "" };
}

/** Returns the media type of the request if it is among those given, otherwise the first of them. */
function mirrorMediaType(types: Readonly<Record<string, unknown>>, header: Headers): string {
  const given = mediaTypeOf(header);
  return Object.hasOwn(types, given) ? given : (Object.keys(types)[0] ?? "");
}

function mediaTypeOf(header: Headers): string {
  return (header.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Reads everything that the request says about a call. */
async function readCall(
  route: RestRoute | RestStreamRoute,
  path: MatchedRoute["parameters"],
  request: UniversalServerRequest,
  environment: RestEnvironment,
) {
  const mediaType = negotiateAnswer(route, request.header);
  const read = selectReader(route, request.header);
  const body = typeof route.read === "function" ? new Uint8Array() : await readRequestBody(request, environment);
  return { mediaType, message: readMessage(route, read, { path, request, body }) };
}

function isStreaming(route: RestRoute | RestStreamRoute): route is RestStreamRoute {
  return route.rpc.methodKind === "server_streaming";
}

/** Returns the media type of the response, or undefined if the response is empty. */
function negotiateAnswer(route: RestRoute | RestStreamRoute, header: Headers): string | undefined {
  const { write } = route;
  if (!isStreaming(route) && route.errors !== undefined) {
    return mirrorMediaType(write, header);
  }
  const offers = Object.keys(write);
  const chosen = negotiateMediaType(header.get("accept"), offers);
  if (chosen === undefined && offers.length > 0) {
    throw new HttpFault(406, `accept: expected one of ${offers.join(", ")}, got ${header.get("accept")}`);
  }
  return chosen;
}

function selectReader({ read }: RestRoute | RestStreamRoute, header: Headers): ReadRequest<DescMessage> {
  if (typeof read === "function") {
    return read;
  }
  const given = header.get("content-type") ?? "";
  const [type = "", ...parameters] = given.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  const reader = Object.hasOwn(read, type) ? read[type] : undefined;
  if (reader === undefined || (charset !== undefined && !/^"?utf-?8"?$/.test(charset))) {
    const types = Object.keys(read);
    const found = given === "" ? "none" : given;
    throw new HttpFault(415, `content-type: expected one of ${types.join(", ")}, got ${found}`, {
      "accept-post": types.join(", "),
    });
  }
  return reader;
}

async function readRequestBody(request: UniversalServerRequest, environment: RestEnvironment): Promise<Uint8Array> {
  try {
    return await readBody(request, environment.compressions, environment.maxRequestBytes);
  } catch (error) {
    // The stream of a request fails if the caller disconnects.
    throw request.signal.aborted ? ConnectError.from(request.signal.reason ?? error) : error;
  }
}

function readMessage(
  { rpc }: RestRoute | RestStreamRoute,
  read: ReadRequest<DescMessage>,
  { path, request, body }: { path: MatchedRoute["parameters"]; request: UniversalServerRequest; body: Uint8Array },
): MessageShape<DescMessage> {
  const query = new URL(request.url).searchParams;
  try {
    return create(rpc.input, read({ path, query, header: request.header, body, text: () => decodeText(body) }));
  } catch (error) {
    throw createReadFault(error);
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new HttpFault(400, "body: expected text in UTF-8");
  }
}

function writeAnswer(
  { write, status = 200 }: RestRoute,
  mediaType: string | undefined,
  message: MessageShape<DescMessage>,
) {
  const header = new Headers();
  if (mediaType === undefined) {
    return { status, header, body: "" };
  }
  header.set("content-type", mediaType);
  const body = write[mediaType]?.(message as never) ?? "";
  return { status, header, body: typeof body === "string" || body instanceof Uint8Array ? body : encodePieces(body) };
}

/** Reads the first message of a stream, so that a call that fails at once gets an error as its response. */
async function startAnswer(
  { write, writeProblem, frame, pointer, status = 200 }: RestStreamRoute,
  mediaType: string | undefined,
  messages: AsyncGenerator<MessageShape<DescMessage>>,
): Promise<StreamAnswer> {
  const header = new Headers(mediaType === undefined ? {} : { "content-type": mediaType });
  const writeMessage = (mediaType === undefined ? undefined : write[mediaType]) ?? (() => "");
  const problem = mediaType === undefined ? undefined : writeProblem?.[mediaType];
  const first = await messages.next();
  const { before = "", after = "" } = (mediaType === undefined ? undefined : frame?.[mediaType]) ?? {};
  const chunks = {
    first,
    messages,
    write: (message: MessageShape<DescMessage>) => writeMessage(message as never),
    before,
    after,
    writeError: problem && ((error: unknown) => problem(createProblem(ConnectError.from(error), pointer).body)),
  };
  return { status, header, chunks };
}
