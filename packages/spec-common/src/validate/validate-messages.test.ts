// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, fromJsonString } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  type Event,
  EventBatchSchema,
  EventSchema,
  EventType,
  QueryRequestSchema,
  type SortOrder,
} from "@chaukas/spec-common";
import {
  type ValidationResult,
  type Violation,
  validateEvent,
  validateEventBatch,
  validateQueryRequest,
} from "@chaukas/spec-common/validate";
import { readCapturedBatches, readCapturedLines } from "@chaukas/testdata";
import { describe, expect, expectTypeOf, it } from "vitest";

const valid: ValidationResult = { kind: "valid" };

function createEvent(init: object = {}): Event {
  return create(EventSchema, {
    eventId: "event-1",
    tenantId: "acme",
    sessionId: "session-1",
    type: EventType.SESSION_START,
    timestamp: timestampFromMs(0),
    ...init,
  });
}

describe("the data of the Python SDK", () => {
  const batches = readCapturedBatches().map((bytes) => fromBinary(EventBatchSchema, bytes));

  it("is valid in all 6 batches", () => {
    expect(batches.map(validateEventBatch)).toEqual(Array(6).fill(valid));
  });

  it("is valid in all 106 events, which cover all 19 types", () => {
    const events = batches.flatMap((batch) => batch.events);
    expect(events.map(validateEvent)).toEqual(Array(106).fill(valid));
    expect(new Set(events.map((event) => event.type)).size).toBe(19);
  });

  it("is valid in the 43 events written to a file, once their timestamps have a time zone", () => {
    const lines = readCapturedLines().map((line) => line.replace(/("timestamp": "[^"]+)"/, '$1Z"'));
    expect(lines.map((line) => validateEvent(fromJsonString(EventSchema, line)))).toEqual(Array(43).fill(valid));
  });
});

describe("validateEvent", () => {
  it("accepts an event with nothing but its identity", () => {
    expect(validateEvent(createEvent())).toEqual(valid);
  });

  it("reports every missing field of an empty event, in field order", () => {
    const required = { ruleId: "required", message: "value is required" };
    expect(validateEvent(create(EventSchema))).toEqual({
      kind: "invalid",
      violations: ["event_id", "tenant_id", "session_id", "type", "timestamp"].map((path) => ({ path, ...required })),
    });
  });

  it("accepts enum values without a name", () => {
    const event = createEvent({ type: 9999, severity: 99, status: -1, author: 2 ** 31 - 1 });
    expect(validateEvent(event)).toEqual(valid);
  });

  it("accepts identifiers of any shape", () => {
    expect(validateEvent(createEvent({ eventId: " ", tenantId: "a/b\n", sessionId: "\u0000" }))).toEqual(valid);
  });

  it("accepts what version 1.0.5 accepted, such as -1 for no limit", () => {
    const content = { case: "llmInvocation", value: { maxTokens: -1, promptTokens: -1, durationMs: -0.5 } };
    expect(validateEvent(createEvent({ content, tags: [""], cost: { totalTokens: -1 } }))).toEqual(valid);
  });

  it("accepts any outcome and any handoff type", () => {
    const policy = { case: "policy", value: { outcome: "ask the board" } };
    const handoff = { case: "agentHandoff", value: { handoffType: "round-robin" } };
    expect(validateEvent(createEvent({ content: policy }))).toEqual(valid);
    expect(validateEvent(createEvent({ content: handoff }))).toEqual(valid);
  });

  it("counts the bytes of an identifier, not its characters", () => {
    expect(validateEvent(createEvent({ eventId: `${"é".repeat(127)}ab` }))).toEqual(valid);
    expect(validateEvent(createEvent({ eventId: `${"é".repeat(127)}abc` }))).toEqual({
      kind: "invalid",
      violations: [{ path: "event_id", ruleId: "string.max_bytes", message: "must be at most 256 bytes" }],
    });
  });

  it("reports every violation, at any depth, with the path by proto field names", () => {
    const toolResponse = { case: "toolResponse", value: { executionTimeMs: Number.NaN } };
    const event = createEvent({
      tenantId: "",
      tags: ["a", "b".repeat(257)],
      content: toolResponse,
      cost: { currency: "C".repeat(33) },
    });
    expect(validateEvent(event)).toEqual({
      kind: "invalid",
      violations: [
        { path: "tenant_id", ruleId: "required", message: "value is required" },
        { path: "tags[1]", ruleId: "string.max_bytes", message: "must be at most 256 bytes" },
        { path: "tool_response.execution_time_ms", ruleId: "double.finite", message: "must be finite" },
        { path: "cost.currency", ruleId: "string.max_bytes", message: "must be at most 32 bytes" },
      ],
    });
  });

  it("does not change the event", () => {
    const event = createEvent({ tags: ["a".repeat(257)] });
    const before = structuredClone(event);
    validateEvent(event);
    expect(event).toEqual(before);
  });
});

describe("validateEventBatch", () => {
  it("accepts an empty batch", () => {
    expect(validateEventBatch(create(EventBatchSchema))).toEqual(valid);
  });

  it("starts paths with the position of the event", () => {
    const events = [createEvent(), createEvent(), createEvent(), createEvent({ eventId: "" })];
    expect(validateEventBatch(create(EventBatchSchema, { events }))).toEqual({
      kind: "invalid",
      violations: [{ path: "events[3].event_id", ruleId: "required", message: "value is required" }],
    });
  });

  it("rejects more events than a batch may contain", () => {
    const events = Array<Event>(1001).fill(createEvent());
    expect(validateEventBatch(create(EventBatchSchema, { events }))).toEqual({
      kind: "invalid",
      violations: [{ path: "events", ruleId: "repeated.max_items", message: "must contain no more than 1000 item(s)" }],
    });
  });
});

describe("validateQueryRequest", () => {
  it("accepts a query for everything", () => {
    expect(validateQueryRequest(create(QueryRequestSchema))).toEqual(valid);
  });

  it("accepts types and a sort order without a name", () => {
    const query = create(QueryRequestSchema, { filter: { types: [9999 as EventType] }, orderByTime: 9 as SortOrder });
    expect(validateQueryRequest(query)).toEqual(valid);
  });

  it("reports violations inside the filter", () => {
    const query = create(QueryRequestSchema, { filter: { types: [0] }, pageSize: 1001 });
    expect(validateQueryRequest(query)).toEqual({
      kind: "invalid",
      violations: [
        { path: "filter.types[0]", ruleId: "enum.not_in", message: "must not be in list [0]" },
        {
          path: "page_size",
          ruleId: "int32.lte",
          message: "must be less than or equal to 1000",
        },
      ],
    });
  });
});

describe("ValidationResult", () => {
  it("is discriminated by its kind", () => {
    expectTypeOf<Extract<ValidationResult, { kind: "invalid" }>["violations"]>().toEqualTypeOf<readonly Violation[]>();
    expectTypeOf<Extract<ValidationResult, { kind: "error" }>["error"]>().toEqualTypeOf<Error>();
    expectTypeOf<keyof Extract<ValidationResult, { kind: "valid" }>>().toEqualTypeOf<"kind">();
  });
});
