// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasNodeHandlerOptions } from "@chaukas/spec-server/node";

/**
 * Options of the framework's handlers that belong to a backend: they refuse calls without a key, fill in tenants and
 * projects, bound sizes and the number of calls at a time, and serve ChaukasAuditService.
 */
export type HandlerOptions = Required<
  Pick<
    ChaukasNodeHandlerOptions,
    | "requestGate"
    | "interceptors"
    | "enrich"
    | "maxBatchSize"
    | "maxEventBytes"
    | "maxRequestBytes"
    | "maxBufferedBytes"
    | "bufferOwner"
    | "onBufferLimit"
    | "services"
    | "routes"
  >
>;
