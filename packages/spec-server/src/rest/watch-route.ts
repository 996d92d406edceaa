// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { EventStatus, EventType, type QueryFilterSchema, Severity } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { createRestStreamRoute, type RestRequest, type RestStreamRoute } from "../contract/rest-route.js";
import {
  ChaukasServerService,
  type WatchEventsRequestSchema,
  type WatchEventsResponse,
} from "../gen/chaukas/spec/server/v1/server_pb.js";
import { HttpFault } from "../http/http-fault.js";
import type { Methods } from "../rpc/create-methods.js";
import { readTimeRange, requireParameters } from "./read-parameters.js";

/** Creates the route that follows events, as server-sent events (HTML standard, section 9.2). */
export function createWatchRoute(methods: Pick<Methods, "watchEvents">): RestStreamRoute {
  return createRestStreamRoute({
    method: "GET",
    path: "/v1/events:watch",
    rpc: ChaukasServerService.method.watchEvents,
    read: readWatchRequest,
    call(request, context) {
      // Proxies of the kind of nginx would collect the stream before they pass it on.
      context.responseHeader.set("x-accel-buffering", "no");
      return methods.watchEvents(request, context);
    },
    write: { "text/event-stream": writeMessage },
    writeProblem: { "text/event-stream": (problem) => `event: problem\ndata: ${problem}\n\n` },
  });
}

/** JSON has no line feed outside its strings, and escapes those in them. */
function writeMessage({ event, resumeToken }: WatchEventsResponse): string {
  const message = event === undefined ? "event: position\ndata: {}" : `data: ${eventToJsonString(event)}`;
  return `id: ${resumeToken}\n${message}\n\n`;
}

const texts = ["tenant_id", "project_id", "session_id", "agent_id", "span_id", "trace_id", "text_query"] as const;
const lists = [
  ...["event_id", "agent_name", "invocation_id", "type", "status", "severity", "principal_id"],
  ...["policy_outcome", "tool_name", "model", "tag"],
];

/** Reads the filter of a query, whose lists are parameters that may be repeated, with their names in the singular. */
function readWatchRequest({ query, header }: RestRequest): MessageInitShape<typeof WatchEventsRequestSchema> {
  requireParameters(query, [...texts, "start", "end", "resume_token"], lists);
  const text = (name: (typeof texts)[number]) => query.get(name) ?? "";
  const { timeRange: time } = readTimeRange(query);
  const filter: MessageInitShape<typeof QueryFilterSchema> = {
    tenantId: text("tenant_id"),
    projectId: text("project_id"),
    sessionId: text("session_id"),
    agentId: text("agent_id"),
    spanId: text("span_id"),
    traceId: text("trace_id"),
    textQuery: text("text_query"),
    eventIds: query.getAll("event_id"),
    agentNames: query.getAll("agent_name"),
    invocationIds: query.getAll("invocation_id"),
    types: readNames(query, "type", EventType),
    statuses: readNames(query, "status", EventStatus),
    severities: readNames(query, "severity", Severity),
    principalIds: query.getAll("principal_id"),
    policyOutcomes: query.getAll("policy_outcome"),
    toolNames: query.getAll("tool_name"),
    models: query.getAll("model"),
    tags: query.getAll("tag"),
    ...(time && { time }),
  };
  return { filter, resumeToken: header.get("last-event-id") || (query.get("resume_token") ?? "") };
}

/** Reads values of an enum by their names without prefix. */
function readNames<T extends number>(
  query: URLSearchParams,
  parameter: string,
  values: Readonly<Record<string, string | T>>,
): T[] {
  return query.getAll(parameter).map((name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value !== "number" || value === 0) {
      const names = Object.keys(values).filter((known) => typeof values[known] === "number" && values[known] !== 0);
      throw new HttpFault(400, `${parameter}: expected one of ${names.join(", ")}, got ${JSON.stringify(name)}`);
    }
    return value;
  });
}
