// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type { BackendContext, ChaukasBackend } from "./chaukas-backend.js";
export { type ChaukasFetchHandlerOptions, createChaukasFetchHandler } from "./create-chaukas-fetch-handler.js";
export * from "./gen/chaukas/spec/server/v1/server_pb.js";
export { registerChaukasServices } from "./register-chaukas-services.js";
