// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type { BackendContext, ChaukasBackend } from "./chaukas-backend.js";
export type {
  ChaukasHandlerOptions,
  ChaukasServiceOptions,
  CorsOptions,
  EventRejection,
  UnknownFields,
} from "./chaukas-options.js";
export { type ChaukasFetchHandlerOptions, createChaukasFetchHandler } from "./create-chaukas-fetch-handler.js";
export * from "./gen/chaukas/spec/server/v1/server_pb.js";
export { invalidArgument } from "./invalid-argument.js";
export { limitError } from "./limit-error.js";
export { registerChaukasServices } from "./register-chaukas-services.js";
export { createRestRoute, type ReadRequest, type RestRequest, type RestRoute } from "./rest-route.js";
