// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { queryRequestFromJson } from "@chaukas/spec-common/json";
import type { GetEventStatsRequestSchema } from "./gen/chaukas/spec/server/v1/server_pb.js";
import { HttpFault } from "./http-fault.js";
import type { RestRequest } from "./rest-route.js";

const names = ["tenant_id", "project_id", "start", "end"];

/** Reads which events to count from the parameters of a URL. */
export function readStatsRequest({ query }: RestRequest): MessageInitShape<typeof GetEventStatsRequestSchema> {
  for (const name of new Set(query.keys())) {
    if (!names.includes(name)) {
      throw new HttpFault(400, `query: expected only ${names.join(", ")}, got ${JSON.stringify(name)}`);
    }
    if (query.getAll(name).length > 1) {
      throw new HttpFault(400, `${name}: expected it once, got it ${query.getAll(name).length} times`);
    }
  }
  const start = readTime(query, "start");
  const end = readTime(query, "end");
  return {
    tenantId: query.get("tenant_id") ?? "",
    projectId: query.get("project_id") ?? "",
    ...((start || end) && { timeRange: { ...(start && { start }), ...(end && { end }) } }),
  };
}

function readTime(query: URLSearchParams, name: "start" | "end") {
  const text = query.get(name);
  if (text === null) {
    return undefined;
  }
  try {
    return queryRequestFromJson({ filter: { time: { [name]: text } } }).filter?.time?.[name];
  } catch {
    throw new HttpFault(400, `${name}: expected a time by RFC 3339, got ${JSON.stringify(text)}`);
  }
}
