// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { expect, test } from "vitest";
import { createOpenSpans } from "./open-spans.js";

const { TOOL_CALL_START: start, TOOL_CALL_END: end, POLICY_DECISION: policy } = EventType;

function stored(sequence: number, type: EventType, spanId = "s") {
  const event = create(EventSchema, {
    eventId: `e${sequence}`,
    tenantId: "acme",
    sessionId: "x",
    traceId: "t",
    spanId,
  });
  event.type = type;
  event.serverTimestamp = { $typeName: "google.protobuf.Timestamp", seconds: BigInt(sequence), nanos: 0 };
  return { sequence, event };
}

const options = { maxOpenMs: 10_000, maxOpen: 2 };

test("events of a span are complete with its end, and others at once", () => {
  const spans = createOpenSpans(options);
  expect(spans.take(stored(0, start))).toEqual([]);
  expect(spans.take(stored(1, start, "other"))).toEqual([]);
  expect(spans.take(stored(2, policy))).toEqual([2]);
  expect(spans.first()).toBe(0);
  expect(spans.take(stored(3, end))).toEqual([0, 3]);
  expect(spans.first()).toBe(1);
  expect(spans.take(stored(4, end, "other"))).toEqual([1, 4]);
  expect(spans.first()).toBeUndefined();
});

test("an end without a start is complete, and so is a start without a span", () => {
  const spans = createOpenSpans(options);
  expect(spans.take(stored(0, end))).toEqual([0]);
  expect(spans.take(stored(1, start, ""))).toEqual([1]);
});

test("spans that are open for too long, or too many, are released, oldest first", () => {
  const spans = createOpenSpans(options);
  for (const sequence of [0, 1, 2, 3]) {
    spans.take(stored(sequence, start, `s${sequence}`));
  }
  expect(spans.release(5_000)).toEqual([0, 1]);
  expect(spans.release(11_999)).toEqual([]);
  expect(spans.release(12_000)).toEqual([2]);
  expect(spans.first()).toBe(3);
});
