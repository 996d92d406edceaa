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
import { intercept } from "./intercept.js";
import { toConnectError } from "./invoke-call.js";
import { markBegun } from "./request-errors.js";

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
  { rpc, message, implementation }: StreamCall<I, O>,
  context: HandlerContext,
  { interceptors = [], onError }: ChaukasServiceOptions,
): AsyncGenerator<MessageShape<O>> {
  markBegun(context.values);
  try {
    if (interceptors.length === 0) {
      yield* createAll(rpc, implementation(message, context));
    } else {
      const answer = async (requests: AsyncIterable<MessageShape<I>>, inner: BackendContext) =>
        createAll(rpc, implementation(await readOne(requests), inner));
      yield* await intercept({ rpc, message: streamOf(message), answer }, context, interceptors);
    }
  } catch (error) {
    throw toConnectError(error, context, onError);
  }
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
