// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventSchema, EventType } from "@chaukas/spec-common";
import { expect, test } from "vitest";
import { eventsToSpans, spanPartOf } from "./events-to-spans.js";

const ids = { tenantId: "acme", sessionId: "s", traceId: "5b8efff798038103d269b633813fc60c" };

function event(type: EventType, spanId = "eee19b7ec3c1b174", metadata?: Event["metadata"]): Event {
  return create(EventSchema, { eventId: `${type}-${spanId}`, ...ids, spanId, type, ...(metadata && { metadata }) });
}

const operations = ["AGENT", "MODEL_INVOCATION", "TOOL_CALL", "MCP_CALL", "STEP"] as const;

test.each(operations)("the start and the end of %s are parts of the span that they become", (name) => {
  const parts = [event(EventType[`${name}_START`]), event(EventType[`${name}_END`])];
  const [start, end] = parts.map(spanPartOf);
  expect(start).toEqual({ span: end?.span, ends: false });
  expect(end?.ends).toBe(true);
  expect(eventsToSpans(parts)).toMatchObject({ traces: { resourceSpans: [{}] }, logs: { resourceLogs: [] } });
});

test("operations of other spans, traces, sessions, tenants and kinds are other spans", () => {
  const start = event(EventType.TOOL_CALL_START);
  const others = [
    event(EventType.TOOL_CALL_START, "eee19b7ec3c1b175"),
    event(EventType.STEP_START),
    ...(["traceId", "sessionId", "tenantId"] as const).map((name) => ({ ...start, [name]: "other" })),
  ];
  expect(new Set([start, ...others].map((each) => spanPartOf(each)?.span)).size).toBe(6);
});

test("an event that becomes a log record by itself is part of no span", () => {
  expect(spanPartOf(event(EventType.SESSION_START))).toBeUndefined();
  expect(spanPartOf(event(EventType.TOOL_CALL_START, ""))).toBeUndefined();
  expect(spanPartOf(event(EventType.TOOL_CALL_START, "s", { otel: { part: "log" } }))).toBeUndefined();
});

test("events that came from a span are its parts, whatever their types", () => {
  const parts = ["start", "event.0", "end"].map((part) => spanPartOf(event(EventType.SYSTEM, "s", { otel: { part } })));
  expect(parts.map((part) => part?.ends)).toEqual([false, false, true]);
  expect(new Set(parts.map((part) => part?.span)).size).toBe(1);
});
