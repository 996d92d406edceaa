// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  create,
  type DescMessage,
  type DescMethodUnary,
  type MessageInitShape,
  type MessageShape,
} from "@bufbuild/protobuf";
import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";
import type { BackendContext } from "../contract/chaukas-backend.js";
import type { ChaukasServiceOptions } from "../contract/chaukas-options.js";

/** A call, and the function that handles it. */
interface Call<I extends DescMessage, O extends DescMessage> {
  readonly rpc: DescMethodUnary<I, O>;
  readonly message: MessageShape<I>;
  readonly implementation: (
    message: MessageShape<I>,
    context: BackendContext,
  ) => MessageInitShape<O> | Promise<MessageInitShape<O>>;
}

/**
 * Runs a call with the interceptors around it. Failures are thrown as `ConnectError`, and passed to `onError` if the
 * caller does not see their text.
 */
export async function invokeCall<I extends DescMessage, O extends DescMessage>(
  { rpc, message, implementation }: Call<I, O>,
  context: HandlerContext,
  { interceptors = [], onError }: ChaukasServiceOptions,
): Promise<MessageShape<O>> {
  try {
    if (interceptors.length === 0) {
      return create(rpc.output, await implementation(message, context));
    }
    return await intercept({ rpc, message, implementation }, context, interceptors);
  } catch (error) {
    throw toConnectError(error, context, onError);
  }
}

/** Returns the error that a caller sees for a failure. */
export function toConnectError(
  error: unknown,
  context: BackendContext,
  onError: ChaukasServiceOptions["onError"],
): ConnectError {
  if (error instanceof ConnectError) {
    return error;
  }
  // A failure because the caller has disconnected, or because of its timeout, is not a failure of the server.
  if (context.signal.aborted) {
    const reason: unknown = context.signal.reason;
    return reason instanceof ConnectError ? reason : new ConnectError("the call was canceled", Code.Canceled);
  }
  onError?.(error, context);
  return new ConnectError("internal error", Code.Internal);
}

type Interceptors = NonNullable<ChaukasServiceOptions["interceptors"]>;
type Next = Parameters<Interceptors[number]>[0];

async function intercept<I extends DescMessage, O extends DescMessage>(
  { rpc, message, implementation }: Call<I, O>,
  context: HandlerContext,
  interceptors: Interceptors,
): Promise<MessageShape<O>> {
  const call = async (request: Parameters<Next>[0]) => ({
    stream: false as const,
    service: rpc.parent,
    method: rpc,
    header: context.responseHeader,
    trailer: context.responseTrailer,
    message: create(
      rpc.output,
      await implementation(request.message as MessageShape<I>, {
        ...context,
        requestHeader: request.header,
        signal: request.signal,
        values: request.contextValues,
      }),
    ),
  });
  const next = [...interceptors].reverse().reduce<Next>((inner, interceptor) => interceptor(inner), call as Next);
  const response = await next({
    stream: false,
    service: rpc.parent,
    method: rpc,
    requestMethod: context.requestMethod,
    url: context.url,
    header: context.requestHeader,
    contextValues: context.values,
    signal: context.signal,
    message,
  });
  copyHeaders(response.header, context.responseHeader);
  copyHeaders(response.trailer, context.responseTrailer);
  return response.message as MessageShape<O>;
}

/**
 * Copies headers of a response to those of its call: interceptors may add some.
 *
 * @internal
 */
export function copyHeaders(from: Headers, to: Headers): void {
  if (from !== to) {
    from.forEach((value, name) => {
      to.set(name, value);
    });
  }
}
