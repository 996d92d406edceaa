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
import { intercept } from "./intercept.js";
import { markBegun } from "./request-errors.js";

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
  markBegun(context.values);
  try {
    if (interceptors.length === 0) {
      return create(rpc.output, await implementation(message, context));
    }
    const answer = async (request: MessageShape<I>, inner: BackendContext) =>
      create(rpc.output, await implementation(request, inner));
    return await intercept({ rpc, message, answer }, context, interceptors);
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
