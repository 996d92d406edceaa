// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, DescMethodServerStreaming, DescMethodUnary, MessageShape } from "@bufbuild/protobuf";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import type { EncodeOptions } from "@chaukas/spec-common/codec";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import type { ChaukasHandlerOptions, ChaukasServiceOptions } from "../contract/chaukas-options.js";
import { resolveLimits } from "../contract/resolve-limits.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";
import type { Methods } from "./create-methods.js";
import { invokeCall } from "./invoke-call.js";
import { invokeStream } from "./invoke-stream.js";
import { createRequestDecoder } from "./read-binary-requests.js";
import { registerRaw } from "./register-raw.js";
import { encodeAnswer } from "./write-binary-answers.js";

const methodsOfServices = [...ChaukasServerService.methods, ...ChaukasClientService.methods] as (
  | DescMethodUnary
  | DescMethodServerStreaming
)[];

/** Registers the methods of both services on a router, with the interceptors of the options around each. */
export function registerMethods(
  router: ConnectRouter,
  methods: Methods,
  options: ChaukasServiceOptions,
): ConnectRouter {
  for (const rpc of methodsOfServices) {
    const implementation = methods[rpc.localName as keyof Methods] as never;
    const call = (message: MessageShape<DescMessage>, context: HandlerContext) =>
      rpc.methodKind === "unary"
        ? invokeCall({ rpc, message, implementation }, context, options)
        : invokeStream({ rpc, message, implementation }, context, options);
    router.rpc(rpc, call as never);
  }
  return router;
}

/** Registers the methods as `registerMethods` does, for binary requests alone, as `registerRaw` does. */
export function registerBinaryMethods(
  router: ConnectRouter,
  methods: Methods,
  options: ChaukasHandlerOptions,
): ConnectRouter {
  const { maxBatchSize } = resolveLimits(options);
  for (const rpc of methodsOfServices) {
    const implementation = methods[rpc.localName as keyof Methods] as never;
    const decode = createRequestDecoder(rpc, maxBatchSize);
    const encode = (response: never, binaryOptions?: EncodeOptions) =>
      encodeAnswer(rpc.output, response, binaryOptions);
    registerRaw(router, { rpc, implementation, decode, encode }, options);
  }
  return router;
}
