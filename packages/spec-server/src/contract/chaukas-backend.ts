// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, MessageInitShape } from "@bufbuild/protobuf";
import type { CapabilitiesSchema, Event, EventBatch, QueryRequest, QueryResponseSchema } from "@chaukas/spec-common";
import type { HandlerContext } from "@connectrpc/connect";
import type {
  GetEventStatsRequest,
  GetEventStatsResponseSchema,
  IngestEventBatchResponseSchema,
  IngestEventResponseSchema,
  ListSessionsRequest,
  ListSessionsResponseSchema,
  WatchEventsRequest,
  WatchEventsResponseSchema,
} from "../gen/chaukas/spec/server/v1/server_pb.js";

/** What a backend can know about the call that it handles. */
export type BackendContext = Pick<
  HandlerContext,
  "requestHeader" | "responseHeader" | "responseTrailer" | "signal" | "timeoutMs" | "values"
>;

/**
 * What a platform implements to become a Chaukas server.
 *
 * It serves both services, so an SDK that calls ChaukasClientService and a tool that calls
 * ChaukasServerService see the same events. Every method is optional: a call whose method is missing
 * fails with `unimplemented`. Throw a `ConnectError` to choose the code of a failure; any other error
 * reaches the caller as `internal`, without its text.
 */
export interface ChaukasBackend {
  /** Resolves if the server can do its work. Throw `unavailable` if it temporarily cannot. */
  healthz?(context: BackendContext): void | Promise<void>;

  /** Returns what this server can do for the caller. */
  getCapabilities?(context: BackendContext): Result<typeof CapabilitiesSchema>;

  /** Stores one event. It must be durable before this resolves. */
  ingestEvent?(event: Event, context: BackendContext): Result<typeof IngestEventResponseSchema>;

  /**
   * Stores the valid events of a batch, and names the others in `rejectedEventIds`, or in `rejections`, which also say
   * why. Their `index` counts the events of `batch`. Accepted events must be durable before this resolves.
   */
  ingestEventBatch?(batch: EventBatch, context: BackendContext): Result<typeof IngestEventBatchResponseSchema>;

  /** Returns one page of events. `hasMore` is set from `nextPageToken`. */
  queryEvents?(query: QueryRequest, context: BackendContext): Result<typeof QueryResponseSchema>;

  /** Counts the events of a tenant, a project or a time. */
  getEventStats?(request: GetEventStatsRequest, context: BackendContext): Result<typeof GetEventStatsResponseSchema>;

  /** Returns one page of sessions with what their events add up to, those with the newest event first. */
  listSessions?(request: ListSessionsRequest, context: BackendContext): Result<typeof ListSessionsResponseSchema>;

  /**
   * Yields the events that match a filter as they become durable. Yield a message without an event at once, and again
   * while none matches: the caller gets no response before the first one. End when `context.signal` aborts.
   */
  watchEvents?(
    request: WatchEventsRequest,
    context: BackendContext,
  ): AsyncIterable<MessageInitShape<typeof WatchEventsResponseSchema>>;
}

type Result<Schema extends DescMessage> = MessageInitShape<Schema> | Promise<MessageInitShape<Schema>>;
