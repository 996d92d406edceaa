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
} from "../gen/chaukas/spec/server/v1/server_pb.js";

/** What a backend may know of the call that it answers. */
export type BackendContext = Pick<
  HandlerContext,
  "requestHeader" | "responseHeader" | "responseTrailer" | "signal" | "timeoutMs" | "values"
>;

/**
 * What a platform implements to become a Chaukas server.
 *
 * Both services are answered from it, so an SDK that calls ChaukasClientService and a tool that calls
 * ChaukasServerService see the same events. Every method is optional: a call whose method is missing
 * answers `unimplemented`. Throw a `ConnectError` to choose the code of a failure; anything else that is
 * thrown reaches the caller as `internal`, without its text.
 */
export interface ChaukasBackend {
  /** Resolves when the server can do its work. Throw `unavailable` when it cannot for now. */
  healthz?(context: BackendContext): void | Promise<void>;

  /** Says what this server can do for the caller. */
  getCapabilities?(context: BackendContext): Result<typeof CapabilitiesSchema>;

  /** Stores one event. It must be durable before this resolves. */
  ingestEvent?(event: Event, context: BackendContext): Result<typeof IngestEventResponseSchema>;

  /**
   * Stores the good events of a batch and names the others in `rejectedEventIds`. What is accepted must be
   * durable before this resolves.
   */
  ingestEventBatch?(batch: EventBatch, context: BackendContext): Result<typeof IngestEventBatchResponseSchema>;

  /** Finds one page of events. `hasMore` is filled in from `nextPageToken`. */
  queryEvents?(query: QueryRequest, context: BackendContext): Result<typeof QueryResponseSchema>;

  /** Counts the events of a tenant, a project or a time. */
  getEventStats?(request: GetEventStatsRequest, context: BackendContext): Result<typeof GetEventStatsResponseSchema>;
}

type Result<Schema extends DescMessage> = MessageInitShape<Schema> | Promise<MessageInitShape<Schema>>;
