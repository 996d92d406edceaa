// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { EventBatchSchema, EventSchema, QueryRequestSchema } from "@chaukas/spec-common";
import {
  capabilitiesToJsonString,
  eventFromJsonString,
  queryRequestFromJsonString,
  readEventBatchText,
} from "@chaukas/spec-common/json";
import { ConnectError } from "@connectrpc/connect";
import type { BackendContext } from "../contract/chaukas-backend.js";
import { createRestRoute, type RestRequest, type RestRoute, type RestStreamRoute } from "../contract/rest-route.js";
import { findPublicPointer } from "../errors/field-path.js";
import {
  ChaukasServerService,
  type GetEventStatsRequestSchema,
  type IngestEventBatchRequest,
  type IngestEventRequest,
  type ListSessionsRequestSchema,
  SessionState,
} from "../gen/chaukas/spec/server/v1/server_pb.js";
import { HttpFault } from "../http/http-fault.js";
import { readBinaryBatchRequest, readBinaryEventRequest } from "../ingest/read-binary-events.js";
import { readJsonEvent, takeEvents, withBatchLimit } from "../ingest/read-json-events.js";
import { ingestEventResponseToJsonString } from "../json/index.js";
import type { Methods } from "../rpc/create-methods.js";
import { decodeRequest } from "../rpc/read-binary-requests.js";
import { encodeAnswer } from "../rpc/write-binary-answers.js";
import { readTimeRange, requireParameters } from "./read-parameters.js";
import { createWatchRoute } from "./watch-route.js";
import { writeBatchAnswer, writePage, writeSessions, writeStats } from "./write-answers.js";

const { healthz, getCapabilities, ingestEvent, ingestEventBatch, queryEvents, getEventStats, listSessions } =
  ChaukasServerService.method;

/** The routes of the OpenAPI document, and those that the upstream Python SDK adds to its endpoint. */
export function createRestRoutes(methods: Methods, maxBatchSize: number): (RestRoute | RestStreamRoute)[] {
  const event = {
    ...bodies(
      ingestEvent,
      (text) => ({ event: readJsonEvent(text, eventFromJsonString) }),
      (body) => withDefined("event", readBinaryEventRequest(body)),
    ),
    ...answers(ingestEvent, ingestEventResponseToJsonString),
    method: "POST",
    rpc: ingestEvent,
    call: (request: IngestEventRequest, context: BackendContext) =>
      methods.ingestEvent(request, context, toEventPointer),
    status: 202,
    pointer: pointerInside("event", EventSchema),
  } as const;
  const batch = {
    ...bodies(
      ingestEventBatch,
      (text) => readBatchText(text, maxBatchSize),
      (body) => withDefined("eventBatch", readBinaryBatchRequest(body, maxBatchSize)),
    ),
    ...answers(ingestEventBatch, writeBatchAnswer),
    method: "POST",
    rpc: ingestEventBatch,
    call: (request: IngestEventBatchRequest, context: BackendContext) =>
      methods.ingestEventBatch(request, context, toEventPointer),
    status: 202,
    pointer: pointerInside("event_batch", EventBatchSchema),
  } as const;
  return [
    createRestRoute({
      method: "GET",
      path: "/healthz",
      rpc: healthz,
      read: () => ({}),
      call: methods.healthz,
      write: {},
    }),
    createRestRoute({
      ...answers(getCapabilities, ({ capabilities }) => capabilitiesToJsonString(present(capabilities))),
      method: "GET",
      path: "/v1/capabilities",
      rpc: getCapabilities,
      read: () => ({}),
      call: methods.getCapabilities,
    }),
    ...["/v1/events", "/events"].map((path) => createRestRoute({ ...event, path })),
    ...["/v1/events/batch", "/events/batch"].map((path) => createRestRoute({ ...batch, path })),
    createRestRoute({
      ...bodies(queryEvents, (text) => ({ query: queryRequestFromJsonString(text) })),
      ...answers(queryEvents, ({ response }) => writePage(present(response))),
      method: "POST",
      path: "/v1/query",
      rpc: queryEvents,
      call: methods.queryEvents,
      pointer: pointerInside("query", QueryRequestSchema),
    }),
    createRestRoute({
      ...answers(getEventStats, writeStats),
      method: "GET",
      path: "/v1/stats",
      rpc: getEventStats,
      read: readStatsRequest,
      call: methods.getEventStats,
    }),
    createRestRoute({
      ...answers(listSessions, writeSessions),
      method: "GET",
      path: "/v1/sessions",
      rpc: listSessions,
      read: readSessionsRequest,
      call: methods.listSessions,
    }),
    createWatchRoute(methods),
  ];
}

const protobufTypes = ["application/x-protobuf", "application/protobuf"] as const;

function readBatchText(text: string, maxBatchSize: number): MessageInitShape<typeof ingestEventBatch.input> {
  const { message, events } = withBatchLimit(maxBatchSize, (options) => readEventBatchText(text, options));
  message.events = takeEvents(events);
  return { eventBatch: message };
}

function withDefined<Name extends string, T>(name: Name, value: T | undefined): { [key in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: T };
}

function toEventPointer(path: string): string {
  return findPublicPointer(EventSchema, path);
}

/** Reads JSON as defined in the OpenAPI document, and the message of the call in binary form. */
function bodies<I extends DescMessage, O extends DescMessage>(
  rpc: DescMethodUnary<I, O>,
  fromJson: (text: string) => MessageInitShape<I>,
  fromBytes: (body: Uint8Array) => MessageInitShape<I> = (body) =>
    decodeRequest(rpc.input, body) as MessageInitShape<I>,
) {
  const readJson = (request: RestRequest) => fromJson(request.text());
  const readBinary = ({ body }: RestRequest) => {
    try {
      return fromBytes(body);
    } catch (error) {
      if (error instanceof ConnectError) {
        throw error;
      }
      throw new HttpFault(
        400,
        `body: expected a binary ${rpc.input.typeName}, got bytes that fail with "${(error as Error).message}"`,
      );
    }
  };
  const readers = { "application/json": readJson, ...fromTypes(protobufTypes, readBinary) };
  return { read: readers };
}

function answers<I extends DescMessage, O extends DescMessage>(
  rpc: DescMethodUnary<I, O>,
  toJson: (response: MessageShape<O>) => string | Iterable<string>,
) {
  const writeBinary = (response: MessageShape<O>) => encodeAnswer(rpc.output, response);
  const writers = { "application/json": toJson, ...fromTypes(protobufTypes, writeBinary) };
  return { write: writers };
}

function fromTypes<T>(types: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(types.map((type) => [type, value]));
}

/**
 * Over REST, the body is the message inside the request. Errors of JSON that cannot be read have a pointer into the body
 * already.
 */
function pointerInside(field: string, schema: DescMessage): (path: string) => string {
  return (path) => {
    if (path.startsWith("/")) {
      return path;
    }
    return path.startsWith(`${field}.`) ? findPublicPointer(schema, path.slice(field.length + 1)) : "";
  };
}

function present<T>(message: T | undefined): T {
  if (message === undefined) {
    throw new Error("response: expected a message, got none");
  }
  return message;
}

/** Reads the selection of events to count from the query parameters. */
function readStatsRequest({ query }: RestRequest): MessageInitShape<typeof GetEventStatsRequestSchema> {
  requireParameters(query, ["tenant_id", "project_id", "start", "end"]);
  return {
    tenantId: query.get("tenant_id") ?? "",
    projectId: query.get("project_id") ?? "",
    ...readTimeRange(query),
  };
}

/** Reads the selection of sessions from the query parameters. */
function readSessionsRequest({ query }: RestRequest): MessageInitShape<typeof ListSessionsRequestSchema> {
  const lists = ["agent_id", "principal_id", "policy_outcome"];
  const single = ["tenant_id", "project_id", "session_id_prefix", "state", "only_with_errors", "start", "end"];
  requireParameters(query, [...single, "page_size", "page_token"], lists);
  return {
    tenantId: query.get("tenant_id") ?? "",
    projectId: query.get("project_id") ?? "",
    sessionIdPrefix: query.get("session_id_prefix") ?? "",
    agentIds: query.getAll("agent_id"),
    principalIds: query.getAll("principal_id"),
    policyOutcomes: query.getAll("policy_outcome"),
    state: readChoice(query, "state", sessionStates) ?? SessionState.UNSPECIFIED,
    onlyWithErrors: readChoice(query, "only_with_errors", { true: true, false: false }) ?? false,
    ...readTimeRange(query),
    pageSize: readPageSize(query),
    pageToken: query.get("page_token") ?? "",
  };
}

const sessionStates = { OPEN: SessionState.OPEN, ENDED: SessionState.ENDED };

function readChoice<T>(query: URLSearchParams, name: string, values: Readonly<Record<string, T>>): T | undefined {
  const text = query.get(name);
  if (text !== null && !Object.hasOwn(values, text)) {
    const expected = Object.keys(values).join(" or ");
    throw new HttpFault(400, `${name}: expected ${expected}, got ${JSON.stringify(text)}`);
  }
  return text === null ? undefined : values[text];
}

function readPageSize(query: URLSearchParams): number {
  const text = query.get("page_size") ?? "0";
  if (!/^\d{1,9}$/.test(text)) {
    throw new HttpFault(400, `page_size: expected a whole number, got ${JSON.stringify(text)}`);
  }
  return Number(text);
}
