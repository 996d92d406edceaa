// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { QueryResponse } from "@chaukas/spec-common";
import { eventToJsonString, queryResponseToJson, queryResponseToJsonString } from "@chaukas/spec-common/json";
import { countEventsOf, eachEventOf, withoutEvents } from "../contract/encoded-page.js";
import type {
  GetEventStatsResponse,
  IngestEventBatchResponse,
  ListSessionsResponse,
} from "../gen/chaukas/spec/server/v1/server_pb.js";
import {
  getEventStatsResponseToJson,
  ingestEventBatchResponseToJson,
  listSessionsResponseToJson,
} from "../json/index.js";

// The public JSON form leaves out members that have their default value, but callers of REST that work without a schema
// expect an answer to have its lists and counts.

/**
 * Writes a page event by event, so that only one is in memory as a message. An empty one has `events` and `total_count`;
 * others have what the backend set.
 */
export function* writePage(page: QueryResponse): Generator<string> {
  const others = withoutEvents(page);
  if (countEventsOf(page) === 0) {
    yield JSON.stringify({ events: [], total_count: 0, ...queryResponseToJson(others) });
    return;
  }
  let separator = '{"events":[';
  for (const event of eachEventOf(page)) {
    yield separator + eventToJsonString(event);
    separator = ",";
  }
  const members = queryResponseToJsonString(others).slice(1);
  yield `]${members === "}" ? "" : ","}${members}`;
}

/** Writes the statistics, with both totals. */
export function writeStats(stats: GetEventStatsResponse): string {
  return JSON.stringify({ total_events: 0, total_sessions: 0, ...getEventStatsResponseToJson(stats) });
}

/** Writes a page of sessions. An empty one has `sessions`. */
export function writeSessions(page: ListSessionsResponse): string {
  return JSON.stringify({ sessions: [], ...listSessionsResponseToJson(page) });
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
