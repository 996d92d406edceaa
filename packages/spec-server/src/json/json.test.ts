// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import { create } from "@bufbuild/protobuf";
import {
  GetEventStatsResponseSchema,
  IngestEventBatchResponseSchema,
  IngestEventResponseSchema,
} from "@chaukas/spec-server";
import {
  getEventStatsResponseFromJson,
  getEventStatsResponseFromJsonString,
  getEventStatsResponseToJson,
  getEventStatsResponseToJsonString,
  ingestEventBatchResponseFromJson,
  ingestEventBatchResponseFromJsonString,
  ingestEventBatchResponseToJson,
  ingestEventBatchResponseToJsonString,
  ingestEventResponseFromJson,
  ingestEventResponseFromJsonString,
  ingestEventResponseToJson,
  ingestEventResponseToJsonString,
} from "@chaukas/spec-server/json";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";

describe("statistics", () => {
  const stats = create(GetEventStatsResponseSchema, {
    totalEvents: 106n,
    totalSessions: 6n,
    eventsByType: { AGENT_START: 12n, "77": 1n, constructor: 0n },
    avgSessionDurationMs: 1234.5,
  });
  const json = {
    total_events: 106,
    total_sessions: 6,
    events_by_type: { AGENT_START: 12, "77": 1, constructor: 0 },
    avg_session_duration_ms: 1234.5,
  };

  it("have the public JSON form", () => {
    expect(getEventStatsResponseToJson(stats)).toEqual(json);
    expect(getEventStatsResponseFromJson(json)).toEqual(stats);
    expectTypeOf(getEventStatsResponseToJson(stats).events_by_type).toEqualTypeOf<
      { [key: string]: number } | undefined
    >();
  });

  it("survive a round trip through JSON", () => {
    fc.assert(
      fc.property(arbitraryMessage(GetEventStatsResponseSchema), (message) => {
        deepStrictEqual(getEventStatsResponseFromJson(getEventStatsResponseToJson(message)), message);
        deepStrictEqual(getEventStatsResponseFromJsonString(getEventStatsResponseToJsonString(message)), message);
      }),
    );
  });

  it("are refused with a pointer to the invalid value", () => {
    const total = 2n ** 53n;
    expect(() =>
      getEventStatsResponseToJson(create(GetEventStatsResponseSchema, { eventsByType: { A: total } })),
    ).toThrow(
      "/events_by_type/A: expected an integer from -9007199254740991 to 9007199254740991, found 9007199254740992",
    );
    expect(() => getEventStatsResponseFromJson({ events_by_type: { A: 0.5 } })).toThrow(
      "/events_by_type/A: expected an integer, found 0.5",
    );
    expect(() => getEventStatsResponseFromJsonString('{"events_by_type":{"A":1,"A":2}}')).toThrow(
      '/events_by_type/A: expected every key once, found "A" again',
    );
  });
});

describe("ingestion responses", () => {
  it("have the public JSON form", () => {
    const single = { event_id: "e", status: "accepted", processed_at: 1_769_903_999_000 };
    const batch = { batch_id: "b", accepted_count: 1, rejected_count: 2, rejected_event_ids: ["x", ""] };
    expect(ingestEventResponseToJson(ingestEventResponseFromJson(single))).toStrictEqual(single);
    expect(ingestEventBatchResponseToJson(ingestEventBatchResponseFromJson(batch))).toStrictEqual(batch);
  });

  it("survive a round trip through JSON text", () => {
    fc.assert(
      fc.property(arbitraryMessage(IngestEventResponseSchema), (message) => {
        deepStrictEqual(ingestEventResponseFromJsonString(ingestEventResponseToJsonString(message)), message);
      }),
    );
    fc.assert(
      fc.property(arbitraryMessage(IngestEventBatchResponseSchema), (message) => {
        deepStrictEqual(ingestEventBatchResponseFromJsonString(ingestEventBatchResponseToJsonString(message)), message);
      }),
    );
  });

  it("are refused with the name of the message if the whole value is invalid", () => {
    expect(() => ingestEventResponseFromJson([])).toThrow(
      "IngestEventResponse: expected an object, found an empty array",
    );
    expect(() => ingestEventBatchResponseFromJsonString("")).toThrow(
      "IngestEventBatchResponse: expected a JSON value, found the end at line 1, column 1",
    );
  });
});
