// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMethod } from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { Code, ConnectError, createContextKey, createContextValues, type HandlerContext } from "@connectrpc/connect";
import type { UniversalHandler, UniversalServerRequest } from "@connectrpc/connect/protocol";
import { joinBytes } from "../http/join-bytes.js";

type Decode = (bytes: Uint8Array) => unknown;

const decoders = new WeakMap<DescMethod, Decode>();
const chunksKey = createContextKey<Uint8Array[]>([], { description: "bytes of the body until it has been decoded" });

/** Registers the decoder of the requests of a method, with which `correctParseError` finds out what is wrong. */
export function explainWith(method: DescMethod, decode: Decode): void {
  decoders.set(method, decode);
}

/** Returns a handler whose requests can be looked at again, as long as they have not been decoded. */
export function withBody(handler: UniversalHandler): UniversalHandler {
  const handle = (request: UniversalServerRequest) => handler(keepBody(request));
  return Object.assign(handle, { ...handler });
}

function keepBody(request: UniversalServerRequest): UniversalServerRequest {
  const { body, contextValues = createContextValues() } = request;
  if (typeof body !== "object" || body === null || !(Symbol.asyncIterator in body)) {
    return request;
  }
  const chunks: Uint8Array[] = [];
  contextValues.set(chunksKey, chunks);
  const keep = (result: IteratorResult<Uint8Array>) => {
    if (!result.done) {
      chunks.push(result.value);
    }
    return result;
  };
  return { ...request, contextValues, body: { [Symbol.asyncIterator]: () => mapResults(body, keep) } };
}

function mapResults<T>(
  iterable: AsyncIterable<T>,
  map: (result: IteratorResult<T>) => IteratorResult<T>,
): AsyncIterator<T> {
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    next: () => iterator.next().then(map),
    return: (value) => iterator.return?.(value) ?? Promise.resolve({ done: true, value }),
  };
}

/** Releases the body of a request, which has been decoded. */
export function releaseBody({ values }: HandlerContext): void {
  values.get(chunksKey).length = 0;
}

/**
 * Makes a call fail with `invalid_argument` and the place of the fault if its request is not valid protobuf, over gRPC,
 * gRPC-Web and Connect.
 *
 * connect-es 2 reports `internal`, as if the server had failed, although it reports `invalid_argument` for invalid
 * JSON. protobuf-es does not say where it fails, also if it reads a message without fields. connect-es aborts the call
 * with its error just before it writes the error, which is the only moment to correct it.
 */
export function correctParseError(context: HandlerContext): void {
  const { signal } = context;
  signal.addEventListener("abort", () => {
    const error: unknown = signal.reason;
    if (
      error instanceof ConnectError &&
      error.code === Code.Internal &&
      error.rawMessage.startsWith("parse binary: ")
    ) {
      const problem = findProblem(context);
      Object.assign(error, { code: Code.InvalidArgument }, problem && { rawMessage: `parse binary: ${problem}` });
    }
  });
}

/** Returns the message of the error with which the decoder of the method refuses the request, if that can be told. */
function findProblem(context: HandlerContext): string | undefined {
  const decode = decoders.get(context.method);
  const bytes = decode && findMessage(context);
  try {
    if (bytes !== undefined) {
      decode?.(bytes);
    }
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

/** Length of what is in front of a message in a stream: flags and the length of the message. */
const prefixLength = 5;

/** Returns the bytes of the request. Undefined if it is compressed, since nothing can be awaited at this moment. */
function findMessage({ method, protocolName, requestHeader, requestMethod, url, values }: HandlerContext) {
  if (requestMethod === "GET") {
    const query = new URL(url).searchParams;
    const isPlain = query.get("base64") === "1" && (query.get("compression") ?? "identity") === "identity";
    return isPlain ? base64Decode(query.get("message") ?? "") : undefined;
  }
  const body = joinBytes(values.get(chunksKey));
  if (protocolName === "connect" && method.methodKind === "unary") {
    return (requestHeader.get("content-encoding") ?? "identity") === "identity" ? body : undefined;
  }
  const [flags = 1] = body;
  const end = prefixLength + new DataView(body.buffer, body.byteOffset, body.length).getUint32(1);
  return (flags & 1) === 0 ? body.subarray(prefixLength, end) : undefined;
}
