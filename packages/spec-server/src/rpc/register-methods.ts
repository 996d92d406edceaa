// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMessage, type DescMethodUnary, type MessageShape } from "@bufbuild/protobuf";
import { EmptySchema } from "@bufbuild/protobuf/wkt";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import { toRawMessage } from "@chaukas/spec-common/codec";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import type { ChaukasHandlerOptions, ChaukasServiceOptions } from "../contract/chaukas-options.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";
import type { Methods } from "./create-methods.js";
import { invokeCall, toConnectError } from "./invoke-call.js";
import type { BinaryReading } from "./read-binary-requests.js";
import { encodeAnswer } from "./write-binary-answers.js";

const methodsOfServices = [...ChaukasServerService.methods, ...ChaukasClientService.methods] as DescMethodUnary[];

/** Registers the methods of both services on a router, with the interceptors of the options around each. */
export function registerMethods(
  router: ConnectRouter,
  methods: Methods,
  options: ChaukasServiceOptions,
): ConnectRouter {
  for (const rpc of methodsOfServices) {
    const implementation = methods[rpc.localName as keyof Methods] as never;
    const call = (message: MessageShape<DescMessage>, context: HandlerContext) =>
      invokeCall({ rpc, message, implementation }, context, options);
    router.rpc(rpc, call as never);
  }
  return router;
}

/**
 * Registers the methods as `registerMethods` does, for binary requests alone, which the framework decodes and whose
 * responses it encodes. Interceptors of the router would see messages without fields. The router needs the options of
 * `createRawOptions`.
 */
export function registerBinaryMethods(
  router: ConnectRouter,
  methods: Methods,
  options: ChaukasHandlerOptions,
  reading: BinaryReading,
): ConnectRouter {
  const { binaryOptions } = options;
  for (const rpc of methodsOfServices) {
    const implementation = methods[rpc.localName as keyof Methods] as never;
    const read = reading.readerOf(rpc);
    const call = async (request: MessageShape<DescMessage>, context: HandlerContext) => {
      const message = read === undefined ? request : create(rpc.input, read(request as never) as never);
      const response = await invokeCall({ rpc, message, implementation }, context, options);
      try {
        return toRawMessage(encodeAnswer(rpc.output, response, binaryOptions));
      } catch (error) {
        throw toConnectError(error, context, options.onError);
      }
    };
    const method = { ...rpc, ...(read && { input: reading.input }), output: EmptySchema } as DescMethodUnary;
    router.rpc(method, call as never);
  }
  return router;
}

/** Returns the options with which connect-es reads and writes the messages whose bytes are in their unknown fields. */
export function createRawOptions({ binaryOptions }: Pick<ChaukasHandlerOptions, "binaryOptions">) {
  return { binaryOptions: { ...binaryOptions, readUnknownFields: true, writeUnknownFields: true } };
}
