// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { ChaukasClientError, type ChaukasClientErrorCode, isChaukasClientError } from "./chaukas-client-error.js";
export { type ChaukasClientOptions, chaukasClientDefaults, type RetryPolicy } from "./chaukas-client-options.js";
export { type ChaukasClient, createChaukasClient } from "./create-chaukas-client.js";
export * from "./gen/chaukas/spec/client/v1/client_pb.js";
