// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import {
  type Event,
  type EventBatch,
  EventBatchSchema,
  type QueryRequest,
  QueryRequestSchema,
  SortOrder,
} from "@chaukas/spec-common";
import { type ValidationResult, validateEventBatch, validateQueryRequest } from "@chaukas/spec-common/validate";
import { Code, ConnectError } from "@connectrpc/connect";
import type { BackendContext, ChaukasBackend } from "../contract/chaukas-backend.js";
import type { ChaukasServiceOptions, EventNotice } from "../contract/chaukas-options.js";
import { isEncodedPage } from "../contract/encoded-page.js";
import { resolveLimits } from "../contract/resolve-limits.js";
import { findProtoPointer } from "../errors/field-path.js";
import { invalidArgument } from "../errors/invalid-argument.js";
import { isEventError } from "../errors/is-event-error.js";
import { batchSizeError } from "../errors/limit-error.js";
import {
  type GetEventStatsRequest,
  GetEventStatsRequestSchema,
  type ListSessionsRequest,
  ListSessionsRequestSchema,
  SessionState,
  type WatchEventsRequest,
  WatchEventsRequestSchema,
} from "../gen/chaukas/spec/server/v1/server_pb.js";
import { createEventAcceptance } from "../ingest/accept-event.js";
import { ingestEvent, ingestEventBatch } from "../ingest/ingest-events.js";
import { readFaultOf } from "../ingest/unreadable-event.js";
import { createReadRejection, createRejection, type PointerOf } from "../ingest/verdict.js";
import { checkMessage } from "../inspect/check-message.js";

export type Methods = ReturnType<typeof createMethods>;

/**
 * Methods that every protocol calls. They read the requests and write the responses of both services, whose fields are
 * the same.
 */
export function createMethods(backend: ChaukasBackend, options: ChaukasServiceOptions) {
  const { maxBatchSize, maxEventBytes } = resolveLimits(options);
  const accept = createEventAcceptance(options, maxEventBytes);
  return {
    async healthz(_request: unknown, context: BackendContext) {
      await implemented(backend, "healthz")(context);
      return {};
    },
    async getCapabilities(_request: unknown, context: BackendContext) {
      const capabilities = await implemented(backend, "getCapabilities")(context);
      return { capabilities: { ...capabilities, maxBatchSize: capabilities.maxBatchSize || maxBatchSize } };
    },
    /** `pointerOf` gives the pointers of rejections the form of the protocol. */
    async ingestEvent(
      request: { event?: Event | undefined },
      context: BackendContext,
      pointerOf: PointerOf = findProtoPointer,
    ) {
      implementedAny(backend, "ingestEvent");
      const sent = required("event", request.event);
      const fault = readFaultOf(sent);
      if (fault !== undefined) {
        options.onRejected?.(createReadRejection(sent, 0, fault), context);
        throw fault.error;
      }
      const path = "event";
      try {
        const onNotice = (notice: EventNotice) => options.onNotice?.(notice, context);
        return await ingestEvent({ backend, context, onNotice }, await accept(sent, path, context));
      } catch (error) {
        if (isEventError(error)) {
          options.onRejected?.(createRejection(sent, { index: 0, path }, error, pointerOf), context);
        }
        throw error;
      }
    },
    /** `pointerOf` gives the pointers of rejections the form of the protocol. */
    async ingestEventBatch(
      request: { eventBatch?: EventBatch | undefined },
      context: BackendContext,
      pointerOf: PointerOf = findProtoPointer,
    ) {
      implementedAny(backend, "ingestEventBatch");
      const batch = checkBatch(required("event_batch", request.eventBatch), maxBatchSize);
      return ingestEventBatch(batch, {
        backend,
        accept,
        context,
        pointerOf,
        onRejected: (rejection) => options.onRejected?.(rejection, context),
        onNotice: (notice) => options.onNotice?.(notice, context),
      });
    },
    async queryEvents(request: { query?: QueryRequest | undefined }, context: BackendContext) {
      const queryEvents = implemented(backend, "queryEvents");
      const page = await queryEvents(checkQuery(required("query", request.query)), context);
      const hasMore = (page.nextPageToken ?? "") !== "";
      if (isEncodedPage(page)) {
        page.hasMore = hasMore;
        return { response: page };
      }
      return { response: { ...fieldsOf(page), hasMore } };
    },
    async getEventStats(request: GetEventStatsRequest, context: BackendContext) {
      const getEventStats = implemented(backend, "getEventStats");
      checkStats(request);
      return getEventStats(request, context);
    },
    async listSessions(request: ListSessionsRequest, context: BackendContext) {
      const listSessions = implemented(backend, "listSessions");
      return listSessions(checkSessions(request), context);
    },
    async *watchEvents(request: WatchEventsRequest, context: BackendContext) {
      const watchEvents = implemented(backend, "watchEvents");
      checkMessage(WatchEventsRequestSchema, request, "", validateWatch);
      yield* watchEvents(request, context);
    },
  };
}

/** Checks the fields of a batch other than its events, and sets its id if the client did not. */
function checkBatch(batch: EventBatch, maxBatchSize: number): EventBatch {
  if (batch.events.length > maxBatchSize) {
    throw batchSizeError(maxBatchSize, batch.events.length);
  }
  const { events } = batch;
  const rest = { ...batch, events: [] };
  checkMessage(EventBatchSchema, rest, "event_batch", validateEventBatch);
  return { ...rest, events, batchId: batch.batchId || globalThis.crypto.randomUUID() };
}

function implemented<Name extends keyof ChaukasBackend>(
  backend: ChaukasBackend,
  name: Name,
): Required<ChaukasBackend>[Name] {
  const method = backend[name];
  if (method === undefined) {
    throw new ConnectError(`${name}: not implemented by this server`, Code.Unimplemented);
  }
  return method.bind(backend) as Required<ChaukasBackend>[Name];
}

/** A backend that implements only one of the two methods gets all events through it, however they were sent. */
function implementedAny(backend: ChaukasBackend, name: "ingestEvent" | "ingestEventBatch"): void {
  if (backend.ingestEvent === undefined && backend.ingestEventBatch === undefined) {
    implemented(backend, name);
  }
}

function required<T>(field: string, message: T | undefined): T {
  if (message === undefined) {
    throw new ConnectError(`${field}: expected a message, got none`, Code.InvalidArgument);
  }
  return message;
}

/** The type name ties a message to one of the two services, so it is not carried over to the other. */
function fieldsOf<T extends object>(message: T): Omit<T, "$typeName" | "$unknown"> {
  const { $typeName, $unknown, ...fields } = message as T & { $typeName?: unknown; $unknown?: unknown };
  return fields;
}

const defaultPageSize = 100;

/** Checks a query, and returns it with the default page size and order filled in. */
function checkQuery(query: QueryRequest): QueryRequest {
  checkMessage(QueryRequestSchema, query, "query", validateQueryRequest);
  if (SortOrder[query.orderByTime] === undefined) {
    const message = `expected a known sort order, got ${query.orderByTime}`;
    throw invalidArgument("query", [{ path: "order_by_time", ruleId: "enum.defined_only", message }]);
  }
  return {
    ...query,
    pageSize: query.pageSize > 0 ? query.pageSize : defaultPageSize,
    orderByTime: query.orderByTime || SortOrder.DESC,
  };
}

/** Checks a request for statistics. */
function checkStats(request: GetEventStatsRequest): void {
  checkMessage(GetEventStatsRequestSchema, request, "", validateStats);
}

/** Statistics select events by some members of a filter, with the same rules. */
function validateStats({ tenantId, projectId, timeRange }: GetEventStatsRequest): ValidationResult {
  const time = timeRange === undefined ? {} : { time: timeRange };
  const result = validateQueryRequest(create(QueryRequestSchema, { filter: { tenantId, projectId, ...time } }));
  return withPaths(result, { time: "time_range" });
}

const maxSessions = 500;

/** Checks a request for sessions, and returns it with the default page size filled in. */
function checkSessions(request: ListSessionsRequest): ListSessionsRequest {
  checkMessage(ListSessionsRequestSchema, request, "", validateSessions);
  const { pageSize, state } = request;
  if (SessionState[state] === undefined) {
    const message = `expected a known state, got ${state}`;
    throw invalidArgument("", [{ path: "state", ruleId: "enum.defined_only", message }]);
  }
  if (pageSize > maxSessions) {
    const message = `must be less than or equal to ${maxSessions}`;
    throw invalidArgument("", [{ path: "page_size", ruleId: "int32.lte", message }]);
  }
  return { ...request, pageSize: pageSize > 0 ? pageSize : defaultPageSize };
}

/** Requests for sessions select events by some members of a filter, under other names, with the same rules. */
function validateSessions(request: ListSessionsRequest): ValidationResult {
  const { tenantId, projectId, sessionIdPrefix, agentIds, principalIds, policyOutcomes, timeRange, pageToken } =
    request;
  const time = timeRange === undefined ? {} : { time: timeRange };
  const exact = { sessionId: sessionIdPrefix, agentNames: agentIds, principalIds, policyOutcomes };
  const filter = { tenantId, projectId, ...exact, ...time };
  const names = { time: "time_range", session_id: "session_id_prefix", agent_names: "agent_ids" };
  return withPaths(validateQueryRequest(create(QueryRequestSchema, { filter, pageToken })), names);
}

/** A request to follow events has the filter of a query, and a token in place of that of a page. */
function validateWatch({ filter, resumeToken }: WatchEventsRequest): ValidationResult {
  const query = create(QueryRequestSchema, { ...(filter && { filter }), pageToken: resumeToken });
  const result = validateQueryRequest(query);
  return result.kind === "invalid" ? { kind: "invalid", violations: result.violations.map(nameResumeToken) } : result;
}

function nameResumeToken<T extends { readonly path: string }>(violation: T): T {
  return { ...violation, path: violation.path.replace(/^page_token$/, "resume_token") };
}

/** Renames members of the filter of a query in the paths of violations to those of another request. */
function withPaths(result: ValidationResult, names: Readonly<Record<string, string>>): ValidationResult {
  if (result.kind !== "invalid") {
    return result;
  }
  const rename = (path: string) => path.replace(/^filter\./, "").replace(/^\w+/, (name) => names[name] ?? name);
  return { kind: "invalid", violations: result.violations.map((one) => ({ ...one, path: rename(one.path) })) };
}
