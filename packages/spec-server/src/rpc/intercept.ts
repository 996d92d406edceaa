// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMethodServerStreaming, DescMethodUnary } from "@bufbuild/protobuf";
import type { HandlerContext } from "@connectrpc/connect";
import type { BackendContext } from "../contract/chaukas-backend.js";
import type { ChaukasServiceOptions } from "../contract/chaukas-options.js";

type Interceptors = NonNullable<ChaukasServiceOptions["interceptors"]>;
type Next = Parameters<Interceptors[number]>[0];

/** A call as interceptors see it: of a unary method a message each way, of a streaming one an iterable of messages. */
interface InterceptedCall<Request, Response> {
  readonly rpc: DescMethodUnary | DescMethodServerStreaming;
  readonly message: Request;
  readonly answer: (message: Request, context: BackendContext) => Promise<Response>;
}

/** Runs a call with the interceptors around it, the first one outermost, and returns what the outermost answers. */
export async function intercept<Request, Response>(
  { rpc, message, answer }: InterceptedCall<Request, Response>,
  context: HandlerContext,
  interceptors: Interceptors,
): Promise<Response> {
  const kind = { stream: rpc.methodKind !== "unary", service: rpc.parent, method: rpc };
  const innermost = async (request: Parameters<Next>[0]) => ({
    ...kind,
    header: context.responseHeader,
    trailer: context.responseTrailer,
    message: await answer(request.message as Request, {
      ...context,
      requestHeader: request.header,
      signal: request.signal,
      values: request.contextValues,
    }),
  });
  const next = [...interceptors]
    .reverse()
    .reduce<Next>((inner, interceptor) => interceptor(inner), innermost as unknown as Next);
  const response = await next({
    ...kind,
    requestMethod: context.requestMethod,
    url: context.url,
    header: context.requestHeader,
    contextValues: context.values,
    signal: context.signal,
    message,
  } as unknown as Parameters<Next>[0]);
  copyHeaders(response.header, context.responseHeader);
  copyHeaders(response.trailer, context.responseTrailer);
  return response.message as Response;
}

// Interceptors may answer with headers of their own.
function copyHeaders(from: Headers, to: Headers): void {
  if (from !== to) {
    from.forEach((value, name) => {
      to.set(name, value);
    });
  }
}
