// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMessage, type DescMethod, type MessageShape, toJson } from "@bufbuild/protobuf";
import { type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";
import {
  capabilitiesFromJsonString,
  eventBatchToJsonString,
  eventToJsonString,
  queryRequestToJsonString,
  queryResponseFromJsonString,
} from "@chaukas/spec-common/json";
import {
  ChaukasServerService,
  type GetEventStatsRequest,
  type ListSessionsRequest,
  SessionState,
} from "@chaukas/spec-server";
import {
  getEventStatsResponseFromJsonString,
  ingestEventBatchResponseFromJsonString,
  ingestEventResponseFromJsonString,
  listSessionsResponseFromJsonString,
} from "@chaukas/spec-server/json";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";

/** A call of a service over REST. */
export interface RestCall {
  readonly path: (request: never) => string;
  readonly body?: (request: never) => string;
  readonly answer: (text: string, bytes: Uint8Array) => object;
}

const { healthz, getCapabilities, ingestEvent, ingestEventBatch, queryEvents, getEventStats, listSessions } =
  ChaukasServerService.method;
type Request<Method extends { input: DescMessage }> = MessageShape<Method["input"]>;

const serverCalls = new Map<DescMethod, RestCall>([
  [healthz, { path: () => "/healthz", answer: () => ({}) }],
  [
    getCapabilities,
    { path: () => "/v1/capabilities", answer: (text) => ({ capabilities: capabilitiesFromJsonString(text) }) },
  ],
  [
    ingestEvent,
    {
      path: () => "/v1/events",
      body: ({ event }: Request<typeof ingestEvent>) => (event === undefined ? "" : eventToJsonString(event)),
      answer: ingestEventResponseFromJsonString,
    },
  ],
  [
    ingestEventBatch,
    {
      path: () => "/v1/events/batch",
      body: ({ eventBatch }: Request<typeof ingestEventBatch>) =>
        eventBatch === undefined ? "" : eventBatchToJsonString(eventBatch),
      answer: ingestEventBatchResponseFromJsonString,
    },
  ],
  [
    queryEvents,
    {
      path: () => "/v1/query",
      body: ({ query }: Request<typeof queryEvents>) => (query === undefined ? "" : queryRequestToJsonString(query)),
      answer: (text) => ({ response: queryResponseFromJsonString(text) }),
    },
  ],
  [getEventStats, { path: statsPath, answer: getEventStatsResponseFromJsonString }],
  [listSessions, { path: sessionsPath, answer: listSessionsResponseFromJsonString }],
]);

const codes = new Map([
  [400, Code.InvalidArgument],
  [401, Code.Unauthenticated],
  [403, Code.PermissionDenied],
  [404, Code.NotFound],
  [409, Code.AlreadyExists],
  [413, Code.ResourceExhausted],
  [429, Code.ResourceExhausted],
  [500, Code.Internal],
  [501, Code.Unimplemented],
  [503, Code.Unavailable],
]);

/**
 * Creates a transport over the REST interface, so that the same tests cover it like the other protocols. The service is
 * ChaukasServerService unless other calls are given.
 */
export function createRestTransport(
  baseUrl: string,
  calls: ReadonlyMap<DescMethod, RestCall> = serverCalls,
  key?: string,
): Transport {
  return {
    async unary(method, signal, _timeoutMs, header, message) {
      const call = calls.get(method);
      if (call === undefined) {
        throw new Error(`${method.name}: expected a known call`);
      }
      const request = create(method.input, message) as never;
      const headers = new Headers(header);
      headers.set("content-type", "application/json");
      if (key !== undefined) {
        headers.set("authorization", `Bearer ${key}`);
      }
      const body = call.body === undefined ? { method: "GET" } : { method: "POST", body: call.body(request) };
      const response = await fetch(baseUrl + call.path(request), { ...body, headers, ...(signal && { signal }) });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      if (!response.ok) {
        throw errorOf(response, text);
      }
      const answer = create(method.output, call.answer(text, bytes) as never);
      return {
        stream: false,
        service: method.parent,
        method,
        header: response.headers,
        trailer: new Headers(),
        message: answer,
      };
    },
    stream: () => Promise.reject(new Error("REST has no streams")),
  };
}

function errorOf(response: Response, text: string): ConnectError {
  const { detail, title } = JSON.parse(text) as { detail?: string; title: string };
  return new ConnectError(detail ?? title, codes.get(response.status) ?? Code.Unknown, response.headers);
}

function statsPath({ tenantId, projectId, timeRange }: GetEventStatsRequest): string {
  const query = new URLSearchParams();
  const { start, end } = timeRange ?? {};
  const values = { tenant_id: tenantId, project_id: projectId, start: start && toText(start), end: end && toText(end) };
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") {
      query.set(name, value);
    }
  }
  return `/v1/stats?${query}`;
}

function sessionsPath(request: ListSessionsRequest): string {
  const { start, end } = request.timeRange ?? {};
  const values: readonly (readonly [string, string | undefined])[] = [
    ["tenant_id", request.tenantId],
    ["project_id", request.projectId],
    ["session_id_prefix", request.sessionIdPrefix],
    ...request.agentIds.map((id) => ["agent_id", id] as const),
    ...request.principalIds.map((id) => ["principal_id", id] as const),
    ...request.policyOutcomes.map((outcome) => ["policy_outcome", outcome] as const),
    ["state", request.state === SessionState.UNSPECIFIED ? "" : SessionState[request.state]],
    ["only_with_errors", request.onlyWithErrors ? "true" : ""],
    ["start", start && toText(start)],
    ["end", end && toText(end)],
    ["page_size", request.pageSize === 0 ? "" : String(request.pageSize)],
    ["page_token", request.pageToken],
  ];
  const query = new URLSearchParams(
    values.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])),
  );
  return `/v1/sessions?${query}`;
}

function toText(time: Timestamp): string {
  return toJson(TimestampSchema, time);
}
