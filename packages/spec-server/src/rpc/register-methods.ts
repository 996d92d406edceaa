// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, DescMethodUnary, MessageShape } from "@bufbuild/protobuf";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import type { ConnectRouter, HandlerContext, ServiceImpl } from "@connectrpc/connect";
import type { ChaukasServiceOptions } from "../contract/chaukas-options.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";
import type { Methods } from "./create-methods.js";
import { invokeCall } from "./invoke-call.js";

/** Registers the methods of both services on a router, with the interceptors of the options around each. */
export function registerMethods(
  router: ConnectRouter,
  methods: Methods,
  options: ChaukasServiceOptions,
): ConnectRouter {
  const implement = <Service extends typeof ChaukasServerService | typeof ChaukasClientService>(service: Service) => {
    const calls = service.methods.map((rpc) => [rpc.localName, createCall(rpc as DescMethodUnary, methods, options)]);
    return Object.fromEntries(calls) as ServiceImpl<Service>;
  };
  return router
    .service(ChaukasServerService, implement(ChaukasServerService))
    .service(ChaukasClientService, implement(ChaukasClientService));
}

function createCall(rpc: DescMethodUnary, methods: Methods, options: ChaukasServiceOptions) {
  const implementation = methods[rpc.localName as keyof Methods] as never;
  return (message: MessageShape<DescMessage>, context: HandlerContext) =>
    invokeCall({ rpc, message, implementation }, context, options);
}
