// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { BinaryWriteOptions, Message } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import type {
  ConnectError,
  ConnectRouter,
  ConnectRouterOptions,
  HandlerContext,
  Interceptor,
} from "@connectrpc/connect";
import type { BackendContext } from "./chaukas-backend.js";
import type { RestRoute, RestStreamRoute } from "./rest-route.js";

/** Options for what happens to each call before and after the backend, over every protocol. */
export interface ChaukasServiceOptions {
  /**
   * Run around every call, including REST; the first is the outermost. They see messages after decoding, before checks.
   */
  readonly interceptors?: readonly Interceptor[];
  /**
   * Runs on every event before it is validated, for example to set a tenant or to add tags. Return a new event, or
   * change the given one. Throw a `ConnectError` to reject only this event. An error about the server rather than the
   * event, such as `unavailable`, fails the call.
   */
  readonly enrich?: (event: Event, context: BackendContext) => Enriched | Promise<Enriched>;
  /** Maximum number of events in a batch, from 1 to 1000. Default: 1000. */
  readonly maxBatchSize?: number;
  /** Maximum size of an event in binary form, in bytes. Default: 1 MiB. */
  readonly maxEventBytes?: number;
  /**
   * What happens to an event with binary fields that this version does not know: `strip` removes them, and the response
   * says so in `notices`; `refuse` rejects the event. Members of JSON that are not known are always refused. Default:
   * `strip`.
   */
  readonly unknownFields?: "strip" | "refuse";
  /** Called for every rejected event, also for one that cannot be read. The response to a batch lists them. */
  readonly onRejected?: (rejection: EventRejection, context: BackendContext) => void;
  /** Called for everything that is removed from an event. The response lists it. */
  readonly onNotice?: (notice: EventNotice, context: BackendContext) => void;
  /** Called for every failure whose text the caller does not see. */
  readonly onError?: (error: unknown, context: BackendContext) => void;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a function that changes the event need not return anything.
type Enriched = Event | undefined | void;

/** Options of every handler. All others are options of a Connect router. */
export interface ChaukasHandlerOptions
  extends ChaukasServiceOptions,
    Pick<
      ConnectRouterOptions,
      "binaryOptions" | "jsonOptions" | "maxTimeoutMs" | "requireConnectProtocolHeader" | "shutdownSignal"
    > {
  /** Maximum size of a request after decompression, in bytes. Default: 16 MiB. */
  readonly maxRequestBytes?: number;
  /**
   * Runs before a body is read, over every protocol, so that a caller can be refused by its headers. Throw a
   * `ConnectError` to refuse the call. Context values that it sets in `values` reach interceptors and backend.
   */
  readonly requestGate?: (context: HandlerContext) => void | Promise<void>;
  /**
   * Called for a request that is refused before its call begins, over every protocol: its body cannot be read, is too
   * large, or has another media type. Not called for what `requestGate` refuses, nor if the caller has disconnected. A
   * single event that cannot be read is a rejected one, for `onRejected`.
   */
  readonly onUnreadable?: (error: ConnectError, context: HandlerContext) => void;
  /** Adds Connect services, which are served under the same path, with the same interceptors. */
  readonly services?: (router: ConnectRouter) => void;
  /**
   * Codecs of the messages of these services, by the full name of the message. A request or response that is listed is
   * decoded or encoded by its codec, over gRPC, gRPC-Web and Connect, and any other by protobuf-es. Calls with a stream of
   * requests, and services with interceptors of their own, do without.
   */
  readonly codecs?: ReadonlyMap<string, MessageCodec>;
  /** Further protocols that bring events, such as OTLP: see `createOtlpProtocol` of `@chaukas/spec-server/otlp`. */
  readonly protocols?: readonly IngestProtocol[];
  /** REST routes in addition to those of the OpenAPI document. */
  readonly routes?: readonly (RestRoute | RestStreamRoute)[];
  /**
   * Path under which everything is mounted, such as `/audit`, with or without leading and trailing slashes. Default:
   * none.
   */
  readonly pathPrefix?: string;
  /** Allows web pages of other origins to call the server. Default: none. */
  readonly cors?: CorsOptions;
}

/**
 * Creates the services and routes of a protocol that brings events. `ingest` passes events through everything that events
 * of other protocols go through: `enrich`, the checks, and the backend.
 */
export type IngestProtocol = (
  ingest: IngestEvents,
) => Required<Pick<ChaukasHandlerOptions, "services" | "codecs" | "routes">>;

/**
 * Ingests events, however many, in batches that the backend accepts. Resolves once the accepted ones are durable, with a
 * rejection for each of the others; its `index` counts the given events.
 */
export type IngestEvents = (events: readonly Event[], context: BackendContext) => Promise<readonly IngestRejection[]>;

/** An event that was not stored, and why. */
export interface IngestRejection {
  readonly index: number;
  /** What is wrong, beginning with the field if one is to blame. */
  readonly message: string;
}

/** Functions that decode and encode the binary form of a message, such as those of a generated codec. */
export interface MessageCodec {
  /** Decodes a request. What it throws is the text of an `invalid_argument`. */
  readonly decode?: (bytes: Uint8Array) => Message;
  /** Encodes a response. What it throws is a failure of the server, whose text the caller does not see. */
  readonly encode?: (message: never, options?: Partial<BinaryWriteOptions>) => Uint8Array;
}

/** The web pages that may call the server from a browser. */
export interface CorsOptions {
  /** Origins such as `https://console.example.com`, or `*` for all. */
  readonly origins: readonly string[] | "*";
  /**
   * Request headers that pages may send, in addition to `Authorization`, those that the protocols need, and `traceparent`,
   * `tracestate` and `baggage`.
   */
  readonly allowedHeaders?: readonly string[];
  /** Response headers that pages may read, in addition to those that the protocols need. */
  readonly exposedHeaders?: readonly string[];
  /** How long a browser may cache the response to a preflight, in seconds. Default: 7200. */
  readonly maxAgeSeconds?: number;
}

/** An event that was not stored, and the reason. */
export interface EventRejection {
  /** Empty if the event has none, or it cannot be read. */
  readonly tenantId: string;
  /** Empty if the event has none, or it cannot be read. */
  readonly eventId: string;
  /** Position in the batch; 0 for an event that was sent alone. */
  readonly index: number;
  /** JSON Pointer to the first place to blame, as the response has it. Empty if the event as a whole is to blame. */
  readonly field: string;
  /**
   * Rule that the event breaks, such as `STRING_MAX_BYTES`, or the kind of fault for which it cannot be read, such as
   * `UNKNOWN_KEY`. Empty if the error does not say.
   */
  readonly rule: string;
  readonly error: ConnectError;
}

/** Something that was removed from an event. */
export interface EventNotice {
  readonly tenantId: string;
  readonly eventId: string;
  /** Position in the batch; 0 for an event that was sent alone. */
  readonly index: number;
  /** `unknown_field`: a field that this version does not know. Later versions may add kinds. */
  readonly kind: string;
  /** JSON Pointer by the names of the proto, which ends with the number of an unknown field. */
  readonly field: string;
  readonly message: string;
  /** Number of an unknown field, and the name of the message that had it. */
  readonly unknown?: { readonly messageName: string; readonly number: number };
}
