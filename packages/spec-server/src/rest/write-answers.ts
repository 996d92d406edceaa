// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { QueryResponse } from "@chaukas/spec-common";
import { eventToJsonString, queryResponseToJson, queryResponseToJsonString } from "@chaukas/spec-common/json";
import type { GetEventStatsResponse, IngestEventBatchResponse } from "../gen/chaukas/spec/server/v1/server_pb.js";
import { getEventStatsResponseToJson, ingestEventBatchResponseToJson } from "../json/index.js";

// The public JSON form leaves out members that have their default value, but callers of REST that work without a schema
// expect an answer to have its lists and counts.

/** Writes a page. An empty one has `events` and `total_count`; others have what the backend set. */
export function writePage(page: QueryResponse): string {
  const { events, ...rest } = page;
  const others = { ...rest, events: [] };
  if (events.length === 0) {
    return JSON.stringify({ events: [], total_count: 0, ...queryResponseToJson(others) });
  }
  // Event by event, since the JSON values of a large page would all be in memory at once.
  const members = queryResponseToJsonString(others).slice(1);
  return `{"events":[${events.map(eventToJsonString).join(",")}]${members === "}" ? "" : ","}${members}`;
}

/** Writes the statistics, with both totals. */
export function writeStats(stats: GetEventStatsResponse): string {
  return JSON.stringify({ total_events: 0, total_sessions: 0, ...getEventStatsResponseToJson(stats) });
}

/** Writes the answer to a batch, with both counts, `rejected_event_ids`, and the index of each verdict. */
export function writeBatchAnswer(answer: IngestEventBatchResponse): string {
  const { batch_id, rejections, notices, ...counts } = ingestEventBatchResponseToJson(answer);
  return JSON.stringify({
    ...(batch_id !== undefined && { batch_id }),
    ...{ accepted_count: 0, rejected_count: 0, rejected_event_ids: [] },
    ...counts,
    ...(rejections && { rejections: rejections.map(withIndex) }),
    ...(notices && { notices: notices.map(withIndex) }),
  });
}

function withIndex<T extends object>(verdict: T): T {
  return { index: 0, ...verdict };
}
