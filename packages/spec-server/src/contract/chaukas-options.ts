// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type {
  ConnectError,
  ConnectRouter,
  ConnectRouterOptions,
  HandlerContext,
  Interceptor,
} from "@connectrpc/connect";
import type { BackendContext } from "./chaukas-backend.js";
import type { RestRoute } from "./rest-route.js";

/** What is done with each call before and after the backend, whatever protocol it comes by. */
export interface ChaukasServiceOptions {
  /** Run around every call, REST too; the first is the outermost. They see messages after decoding and before checks. */
  readonly interceptors?: readonly Interceptor[];
  /**
   * Runs on every event before it is validated: to fill in a tenant or to add tags. Return a new event, or change the
   * one given. Throw a `ConnectError` to reject this event alone; one that speaks of the server rather than of the
   * event, such as `unavailable`, fails the call.
   */
  readonly enrich?: (event: Event, context: BackendContext) => Enriched | Promise<Enriched>;
  /** Most events in a batch, from 1 to 1000. Default: 1000. */
  readonly maxBatchSize?: number;
  /** Most bytes of an event in binary form. Default: 1 MiB. */
  readonly maxEventBytes?: number;
  /** Told of every event that is rejected, with the reason, since the answer to a batch only names it. */
  readonly onRejected?: (rejection: EventRejection, context: BackendContext) => void;
  /** Told of every event that came with fields which this version does not know. They are taken out. */
  readonly onUnknownFields?: (found: UnknownFields, context: BackendContext) => void;
  /** Told of every failure whose text the caller does not see. */
  readonly onError?: (error: unknown, context: BackendContext) => void;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a function that changes the event need not return anything.
type Enriched = Event | undefined | void;

/** Options of every handler. Those that are not named here are the options of a Connect router. */
export interface ChaukasHandlerOptions
  extends ChaukasServiceOptions,
    Pick<
      ConnectRouterOptions,
      "binaryOptions" | "jsonOptions" | "maxTimeoutMs" | "requireConnectProtocolHeader" | "shutdownSignal"
    > {
  /** Most bytes of a request, after decompression. Default: 16 MiB. */
  readonly maxRequestBytes?: number;
  /**
   * Runs before a body is read, over every protocol: the place to turn a caller away by its headers. Throw a
   * `ConnectError` to do so; what it leaves in `values` reaches interceptors and backend.
   */
  readonly requestGate?: (context: HandlerContext) => void | Promise<void>;
  /** Adds Connect services, which are served on the same paths, with the same interceptors. */
  readonly services?: (router: ConnectRouter) => void;
  /** REST routes beside those of the OpenAPI document. */
  readonly routes?: readonly RestRoute[];
  /** Path under which everything is mounted, such as `/audit`, with or without slashes at its ends. Default: none. */
  readonly pathPrefix?: string;
  /** Lets web pages of other origins call the server. Default: none may. */
  readonly cors?: CorsOptions;
}

/** Which web pages may call the server from a browser. */
export interface CorsOptions {
  /** Origins such as `https://console.example.com`, or `*` for all. */
  readonly origins: readonly string[] | "*";
  /** Request headers that pages may send, beside those that the protocols need and `Authorization`. */
  readonly allowedHeaders?: readonly string[];
  /** Response headers that pages may read, beside those that the protocols need. */
  readonly exposedHeaders?: readonly string[];
  /** How long a browser may remember the answer to a preflight, in seconds. Default: 7200. */
  readonly maxAgeSeconds?: number;
}

/** An event that was not stored, and why. */
export interface EventRejection {
  /** Empty when the event came without one. */
  readonly eventId: string;
  /** Position in the batch; 0 for an event that came alone. */
  readonly index: number;
  readonly error: ConnectError;
}

/** Fields of an event that this version does not know. */
export interface UnknownFields {
  readonly eventId: string;
  /** Position in the batch; 0 for an event that came alone. */
  readonly index: number;
  /** Fields in all of the event's messages. */
  readonly count: number;
}
