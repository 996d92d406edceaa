// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasBackend } from "@chaukas/spec-server";
import type { ChaukasNodeHandlerOptions } from "@chaukas/spec-server/node";
import type { Audit, AuditOptions } from "../audit/create-audit.js";
import type { ServerLimits } from "../limits/server-limits.js";
import type { ServerHooks, ServerLoad } from "../observe/server-hooks.js";
import type { WatchTimes } from "../watch/create-watch-events.js";

/** Options of {@link createServerBackend}. */
export interface ServerBackendOptions {
  /**
   * `keys`: every call except Healthz needs a key from the store, which determines the events it may write and read.
   * `none`: every caller has full access, and each call names its tenant.
   * `first-key`: like `none` while the store has no keys, and like `keys` from two seconds after the first is created.
   */
  readonly authentication: "keys" | "none" | "first-key";
  /** Tenant of calls that name none, while callers need no key. By default, such calls are refused. */
  readonly defaultTenantId?: string;
  /** What happens to events with binary fields that this version does not know. Default: `strip`, with a notice. */
  readonly unknownFields?: "strip" | "refuse";
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<ServerLimits>;
  /** Audit proofs, over a store that keeps a log. By default, ChaukasAuditService refuses every call. */
  readonly audit?: AuditOptions;
  /** Times of streams of events that differ from the defaults. @internal */
  readonly watchTimes?: Partial<WatchTimes>;
  /**
   * Returns the function that cuts the connection or stream of the call that is being answered, if it is still open. A
   * stream of events that has ended is cut if its caller does not read that. By default, it is left to the timeouts of
   * the server. @internal
   */
  readonly takeCut?: () => () => void;
  /** Milliseconds since the Unix epoch. Default: `Date.now`. */
  readonly now?: () => number;
  /** Hooks for metrics and logs. */
  readonly hooks?: ServerHooks;
}

/** The part of the reference server between the protocols and the store. */
export interface ServerBackend {
  /** Answers the calls. */
  readonly backend: ChaukasBackend;
  /** Options to pass to every handler of the framework along with the backend. They refuse calls without a key. */
  readonly handlerOptions: HandlerOptions;
  /** Signs logs that have grown. The code that serves the backend calls `signDueCheckpoints` at intervals. */
  readonly audit: Pick<Audit, "signDueCheckpoints" | "isSound">;
  /**
   * Compares the clock with the times of stored events, and reports to `onClockStep` if it is behind them. The code that
   * serves the backend calls it once.
   */
  checkClock(): Promise<void>;
  /**
   * Ends the streams of events that callers follow, so that they go on elsewhere. The code that serves the backend calls
   * it before it waits for running calls.
   */
  stopWatches(): void;
  /** Returns the current load of the server. */
  load(): ServerLoad;
}

/**
 * Options of the framework's handlers that belong to a backend. They refuse calls without a key, fill in tenants and
 * projects, limit sizes and the number of concurrent calls, and serve ChaukasAuditService.
 */
export type HandlerOptions = Required<
  Pick<
    ChaukasNodeHandlerOptions,
    | "requestGate"
    | "interceptors"
    | "enrich"
    | "unknownFields"
    | "maxBatchSize"
    | "maxEventBytes"
    | "maxRequestBytes"
    | "maxBufferedBytes"
    | "bufferOwner"
    | "onBufferLimit"
    | "services"
    | "codecs"
    | "routes"
  >
>;
