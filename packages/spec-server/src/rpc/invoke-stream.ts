// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  create,
  type DescMessage,
  type DescMethodServerStreaming,
  type MessageInitShape,
  type MessageShape,
} from "@bufbuild/protobuf";
import type { HandlerContext } from "@connectrpc/connect";
import type { BackendContext } from "../contract/chaukas-backend.js";
import type { ChaukasServiceOptions } from "../contract/chaukas-options.js";
import { copyHeaders, toConnectError } from "./invoke-call.js";

/** A server-streaming call, and the function that handles it. */
interface StreamCall<I extends DescMessage, O extends DescMessage> {
  readonly rpc: DescMethodServerStreaming<I, O>;
  readonly message: MessageShape<I>;
  readonly implementation: (message: MessageShape<I>, context: BackendContext) => AsyncIterable<MessageInitShape<O>>;
}

/**
 * Runs a server-streaming call with the interceptors around it. Nothing runs before the first message is read, by which
 * the context has the response headers. Failures are thrown as by `invokeCall`.
 */
export async function* invokeStream<I extends DescMessage, O extends DescMessage>(
  call: StreamCall<I, O>,
  context: HandlerContext,
  { interceptors = [], onError }: ChaukasServiceOptions,
): AsyncGenerator<MessageShape<O>> {
  try {
    yield* interceptors.length === 0
      ? createAll(call.rpc, call.implementation(call.message, context))
      : await intercept(call, context, interceptors);
  } catch (error) {
    throw toConnectError(error, context, onError);
  }
}

type Interceptors = NonNullable<ChaukasServiceOptions["interceptors"]>;
type Next = Parameters<Interceptors[number]>[0];

async function intercept<I extends DescMessage, O extends DescMessage>(
  { rpc, message, implementation }: StreamCall<I, O>,
  context: HandlerContext,
  interceptors: Interceptors,
): Promise<AsyncIterable<MessageShape<O>>> {
  const call = async (request: Parameters<Next>[0]) => ({
    stream: true as const,
    service: rpc.parent,
    method: rpc,
    header: context.responseHeader,
    trailer: context.responseTrailer,
    message: createAll(
      rpc,
      implementation(await readOne(request.message as AsyncIterable<MessageShape<I>>), {
        ...context,
        requestHeader: request.header,
        signal: request.signal,
        values: request.contextValues,
      }),
    ),
  });
  const next = [...interceptors].reverse().reduce<Next>((inner, interceptor) => interceptor(inner), call as Next);
  const response = await next({
    stream: true,
    service: rpc.parent,
    method: rpc,
    requestMethod: context.requestMethod,
    url: context.url,
    header: context.requestHeader,
    contextValues: context.values,
    signal: context.signal,
    message: streamOf(message),
  });
  copyHeaders(response.header, context.responseHeader);
  copyHeaders(response.trailer, context.responseTrailer);
  return response.message as AsyncIterable<MessageShape<O>>;
}

async function* createAll<O extends DescMessage>(
  { output }: DescMethodServerStreaming<DescMessage, O>,
  messages: AsyncIterable<MessageInitShape<O>>,
): AsyncGenerator<MessageShape<O>> {
  for await (const message of messages) {
    yield create(output, message);
  }
}

async function* streamOf<T>(message: T): AsyncGenerator<T> {
  yield message;
}

async function readOne<T>(messages: AsyncIterable<T>): Promise<T> {
  for await (const message of messages) {
    return message;
  }
  throw new Error("request: expected one message, which an interceptor removed");
}
