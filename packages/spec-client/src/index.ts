// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { chaukasClientDefaults } from "./chaukas-client-defaults.js";
export { ChaukasClientError, type ChaukasClientErrorCode, isChaukasClientError } from "./chaukas-client-error.js";
export type { ChaukasClientOptions } from "./chaukas-client-options.js";
export { type ChaukasClient, createChaukasClient } from "./create-chaukas-client.js";
export * from "./gen/chaukas/spec/client/v1/client_pb.js";
export type { RetryPolicy } from "./retry-policy.js";
