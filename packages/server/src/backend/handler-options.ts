// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { BackendContext } from "@chaukas/spec-server";
import type { HandlerContext, Interceptor } from "@connectrpc/connect";

/** Options of the framework's handlers that belong to a backend. */
export interface HandlerOptions {
  /** Refuses calls without a valid key, before their bodies are read where the handler can do that. */
  requestGate(context: HandlerContext): Promise<void>;
  /** Refuses calls without a valid key, and bounds how many run at a time. */
  readonly interceptors: Interceptor[];
  readonly maxBatchSize: number;
  readonly maxEventBytes: number;
  readonly maxRequestBytes: number;
  /** Fills in tenant and project from the caller's key, and refuses what it does not cover. */
  enrich(event: Event, context: BackendContext): Event;
}
