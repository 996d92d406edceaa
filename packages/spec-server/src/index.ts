// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type { BackendContext, ChaukasBackend } from "./contract/chaukas-backend.js";
export type {
  ChaukasHandlerOptions,
  ChaukasServiceOptions,
  CorsOptions,
  EventNotice,
  EventRejection,
  IngestEvents,
  IngestProtocol,
  IngestRejection,
  MessageCodec,
} from "./contract/chaukas-options.js";
export { createEncodedPage, type EncodedEvent, type EncodedPageInit } from "./contract/encoded-page.js";
export {
  createRestRoute,
  createRestStreamRoute,
  type ReadRequest,
  type RestRequest,
  type RestRoute,
  type RestStreamRoute,
} from "./contract/rest-route.js";
export { type ChaukasFetchHandlerOptions, createChaukasFetchHandler } from "./create-chaukas-fetch-handler.js";
export { invalidArgument } from "./errors/invalid-argument.js";
export { limitError } from "./errors/limit-error.js";
export * from "./gen/chaukas/spec/server/v1/server_pb.js";
export { registerChaukasServices } from "./register-chaukas-services.js";
