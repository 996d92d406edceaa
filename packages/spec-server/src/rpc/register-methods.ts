// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMessage, type DescMethodUnary, type MessageShape } from "@bufbuild/protobuf";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import type { ChaukasServiceOptions } from "../contract/chaukas-options.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";
import type { Methods } from "./create-methods.js";
import { invokeCall } from "./invoke-call.js";
import type { BinaryReading } from "./read-binary-requests.js";

/**
 * Registers the methods of both services on a router, with the interceptors of the options around each. With `reading`,
 * the framework decodes binary requests strictly.
 */
export function registerMethods(
  router: ConnectRouter,
  methods: Methods,
  options: ChaukasServiceOptions,
  reading?: BinaryReading,
): ConnectRouter {
  for (const rpc of [...ChaukasServerService.methods, ...ChaukasClientService.methods] as DescMethodUnary[]) {
    const reader = reading?.readerOf(rpc);
    const call = createCall(rpc, methods, options, reader);
    if (reading === undefined || reader === undefined) {
      router.rpc(rpc, call as never);
    } else {
      router.rpc({ ...rpc, input: reading.input } as DescMethodUnary, call as never, reading.options);
    }
  }
  return router;
}

function createCall(
  rpc: DescMethodUnary,
  methods: Methods,
  options: ChaukasServiceOptions,
  reader: ReturnType<BinaryReading["readerOf"]>,
) {
  const implementation = methods[rpc.localName as keyof Methods] as never;
  return (request: MessageShape<DescMessage>, context: HandlerContext) => {
    const message = reader === undefined ? request : create(rpc.input, reader(request) as never);
    return invokeCall({ rpc, message, implementation }, context, options);
  };
}
