// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ConnectRouter } from "@connectrpc/connect";
import type { ChaukasBackend } from "./contract/chaukas-backend.js";
import type { ChaukasServiceOptions } from "./contract/chaukas-options.js";
import { createMethods } from "./rpc/create-methods.js";
import { registerMethods } from "./rpc/register-methods.js";

/**
 * Registers ChaukasServerService and ChaukasClientService on a Connect router, both served by one
 * backend, over every protocol that the router offers: gRPC, gRPC-Web and Connect.
 *
 * Use it to add the services to an existing router; `createChaukasNodeHandler` and `createChaukasFetchHandler` also
 * serve REST, and read JSON without loss, which a router does not. Interceptors of the options run inside those of the
 * router. Set `readMaxBytes` of the router to limit requests.
 */
export function registerChaukasServices(
  router: ConnectRouter,
  backend: ChaukasBackend,
  options: ChaukasServiceOptions = {},
): ConnectRouter {
  return registerMethods(router, createMethods(backend, options), options);
}
