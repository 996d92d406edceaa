// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  create,
  type DescMessage,
  type DescMethod,
  type DescMethodServerStreaming,
  type DescMethodUnary,
  type MessageShape,
} from "@bufbuild/protobuf";
import { type Empty, EmptySchema } from "@bufbuild/protobuf/wkt";
import { rawBytesOf, toRawMessage } from "@chaukas/spec-common/codec";
import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import type { UniversalHandlerOptions } from "@connectrpc/connect/protocol";
import type { ChaukasHandlerOptions, MessageCodec } from "../contract/chaukas-options.js";
import { invokeCall, toConnectError } from "./invoke-call.js";
import { invokeStream } from "./invoke-stream.js";
import { explainWith, releaseBody } from "./parse-errors.js";

/** A method with one request, and the function that handles it. */
interface RawMethod {
  readonly rpc: DescMethodUnary | DescMethodServerStreaming;
  readonly implementation: never;
  /** Decodes the requests. If absent, Connect does. */
  readonly decode: ((bytes: Uint8Array) => object) | undefined;
  /** Encodes the responses. If absent, Connect does. */
  readonly encode: MessageCodec["encode"];
}

/**
 * Registers a method for binary requests alone, with the interceptors of the options around each call. Its handlers are to
 * be called through `withBody`.
 *
 * connect-es decodes leniently, and knows no stored bytes. So to connect-es, requests and responses are messages without
 * fields, which leaves all bytes to their unknown fields. Interceptors of the router would see these messages. The
 * router needs the options of `createRawOptions`.
 */
export function registerRaw(
  router: ConnectRouter,
  { rpc, implementation, decode, encode }: RawMethod,
  options: ChaukasHandlerOptions,
  handlerOptions?: Partial<UniversalHandlerOptions>,
): void {
  const binaryOptions = handlerOptions?.binaryOptions ?? options.binaryOptions;
  const read = (request: MessageShape<DescMessage>, context: HandlerContext) => {
    releaseBody(context);
    return decode === undefined ? request : create(rpc.input, decodeRaw(decode, request as Empty) as never);
  };
  const write = (response: MessageShape<DescMessage>, context: HandlerContext) => {
    try {
      return encode === undefined ? response : toRawMessage(encode(response as never, binaryOptions));
    } catch (error) {
      throw toConnectError(error, context, options.onError);
    }
  };
  const call =
    rpc.methodKind === "unary"
      ? async (request: MessageShape<DescMessage>, context: HandlerContext) => {
          const message = read(request, context);
          return write(await invokeCall({ rpc, message, implementation }, context, options), context);
        }
      : async function* (request: MessageShape<DescMessage>, context: HandlerContext) {
          const message = read(request, context);
          for await (const response of invokeStream({ rpc, message, implementation }, context, options)) {
            yield write(response, context);
          }
        };
  const method = { ...rpc, ...(decode && { input: EmptySchema }), ...(encode && { output: EmptySchema }) };
  const ownOptions = handlerOptions && { ...handlerOptions, ...createRawOptions(handlerOptions) };
  if (decode !== undefined) {
    explainWith(method as DescMethod, decode);
  }
  router.rpc(method as DescMethodUnary, call as never, ownOptions);
}

/** Returns the options with which connect-es reads and writes the messages whose bytes are in their unknown fields. */
export function createRawOptions({ binaryOptions }: Pick<ChaukasHandlerOptions, "binaryOptions">) {
  return { binaryOptions: { ...binaryOptions, readUnknownFields: true, writeUnknownFields: true } };
}

/**
 * Decodes the bytes of a request that Connect took for an empty message. Throws `invalid_argument` for bytes that
 * `decode` refuses.
 */
function decodeRaw(decode: (bytes: Uint8Array) => object, raw: Empty): object {
  try {
    return decode(rawBytesOf(raw));
  } catch (cause) {
    throw cause instanceof ConnectError
      ? cause
      : new ConnectError(
          `parse binary: ${(cause as Error).message}`,
          Code.InvalidArgument,
          undefined,
          undefined,
          cause,
        );
  }
}
