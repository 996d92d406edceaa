// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type QueryRequest, QueryRequestSchema, SortOrder } from "@chaukas/spec-common";
import { type ValidationResult, validateQueryRequest } from "@chaukas/spec-common/validate";
import { checkMessage } from "./check-message.js";
import { type GetEventStatsRequest, GetEventStatsRequestSchema } from "./gen/chaukas/spec/server/v1/server_pb.js";
import { invalidArgument } from "./invalid-argument.js";

const defaultPageSize = 100;

/** Checks a query and returns it with its page size and its order filled in. */
export function checkQuery(query: QueryRequest): QueryRequest {
  checkMessage(QueryRequestSchema, query, "query", validateQueryRequest);
  if (SortOrder[query.orderByTime] === undefined) {
    const message = `expected an order that the server knows, got ${query.orderByTime}`;
    throw invalidArgument("query", [{ path: "order_by_time", ruleId: "enum.defined_only", message }]);
  }
  return {
    ...query,
    pageSize: query.pageSize || defaultPageSize,
    orderByTime: query.orderByTime || SortOrder.DESC,
  };
}

/** Checks a request for statistics. */
export function checkStats(request: GetEventStatsRequest): void {
  checkMessage(GetEventStatsRequestSchema, request, "", validateStats);
}

/** Statistics select events by some members of a filter, which have the same rules there. */
function validateStats({ tenantId, projectId, timeRange }: GetEventStatsRequest): ValidationResult {
  const time = timeRange === undefined ? {} : { time: timeRange };
  const result = validateQueryRequest(create(QueryRequestSchema, { filter: { tenantId, projectId, ...time } }));
  if (result.kind !== "invalid") {
    return result;
  }
  const violations = result.violations.map((violation) => ({
    ...violation,
    path: violation.path.replace(/^filter\./, "").replace(/^time\b/, "time_range"),
  }));
  return { kind: "invalid", violations };
}
