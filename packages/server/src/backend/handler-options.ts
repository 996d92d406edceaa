// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { BackendContext } from "@chaukas/spec-server";
import type { Interceptor } from "@connectrpc/connect";

/** Options of the framework's handlers that belong to a backend. */
export interface HandlerOptions {
  readonly interceptors: Interceptor[];
  readonly maxBatchSize: number;
  readonly maxEventBytes: number;
  readonly maxRequestBytes: number;
  enrich(event: Event, context: BackendContext): Event;
}
