// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasBackend } from "@chaukas/spec-server";
import type { ChaukasNodeHandlerOptions } from "@chaukas/spec-server/node";
import type { Audit, AuditOptions } from "../audit/create-audit.js";
import type { ServerLimits } from "../limits/server-limits.js";
import type { ServerHooks, ServerLoad } from "../observe/server-hooks.js";

/** Options of {@link createServerBackend}. */
export interface ServerBackendOptions {
  /**
   * `keys`: every call but Healthz needs a key of the store, which says whose events it may write and see.
   * `none`: whoever reaches the server may do everything, and the tenant is the one that a call names.
   * `first-key`: as `none` while the store has no key, and as `keys` from two seconds after the first on.
   */
  readonly authentication: "keys" | "none" | "first-key";
  /** Tenant of calls that name none, while callers need no key. Default: they are refused. */
  readonly defaultTenantId?: string;
  /** Limits other than the defaults. */
  readonly limits?: Partial<ServerLimits>;
  /** Proofs that nothing was changed, over a store that keeps a log. Default: ChaukasAuditService refuses every call. */
  readonly audit?: AuditOptions;
  /** Milliseconds since the Unix epoch. Default: `Date.now`. */
  readonly now?: () => number;
  /** Told of what goes on, for metrics and logs. */
  readonly hooks?: ServerHooks;
}

/** The reference server between the protocols and its store. */
export interface ServerBackend {
  /** Answers the calls. */
  readonly backend: ChaukasBackend;
  /** What every handler of the framework must be given along with the backend: it refuses calls without a key. */
  readonly handlerOptions: HandlerOptions;
  /** Signs logs that have grown; whoever serves the backend asks for it now and then. */
  readonly audit: Pick<Audit, "signDueCheckpoints" | "isSound">;
  /** What the server is busy with at this moment. */
  load(): ServerLoad;
}

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
