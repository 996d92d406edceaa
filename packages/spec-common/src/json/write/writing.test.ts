// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import {
  AgentHandoffSchema,
  DataAccessSchema,
  ErrorInfoSchema,
  EvaluationResultSchema,
  type Event,
  EventBatchSchema,
  EventSchema,
  EventType,
  LLMInvocationSchema,
  MCPCallSchema,
  MessageContentSchema,
  PolicyDecisionSchema,
  QueryRequestSchema,
  QueryResponseSchema,
  RedactionRecordSchema,
  Severity,
  ToolCallSchema,
  ToolResponseSchema,
} from "@chaukas/spec-common";
import {
  eventBatchToJson,
  eventFromJson,
  eventToJson,
  queryRequestToJson,
  queryResponseToJson,
} from "@chaukas/spec-common/json";
import { describe, expect, it } from "vitest";

type Content = NonNullable<Exclude<Event["content"], { case: undefined }>>;

const contents: [kind: string, content: Content][] = [
  ["message", { case: "message", value: create(MessageContentSchema) }],
  ["tool_call", { case: "toolCall", value: create(ToolCallSchema) }],
  ["tool_response", { case: "toolResponse", value: create(ToolResponseSchema) }],
  ["llm_invocation", { case: "llmInvocation", value: create(LLMInvocationSchema) }],
  ["policy_decision", { case: "policy", value: create(PolicyDecisionSchema) }],
  ["data_access", { case: "dataAccess", value: create(DataAccessSchema) }],
  ["error_info", { case: "error", value: create(ErrorInfoSchema) }],
  ["agent_handoff", { case: "agentHandoff", value: create(AgentHandoffSchema) }],
  ["mcp_call", { case: "mcpCall", value: create(MCPCallSchema) }],
  ["evaluation", { case: "evaluation", value: create(EvaluationResultSchema) }],
  ["redaction_record", { case: "redactionRecord", value: create(RedactionRecordSchema) }],
];

describe("writing an event", () => {
  it("names the members as in the proto, in the order of their numbers", () => {
    const event = create(EventSchema, {
      extensions: [{ typeUrl: "type.googleapis.com/acme.Note", value: Uint8Array.of(251, 255) }, {}],
      metadata: { a: null },
      cost: { inputRatePerToken: 0.5 },
      content: { case: "toolCall", value: { authRequired: true, functionName: "f" } },
      tags: ["x", ""],
      timestamp: { seconds: 0n, nanos: 120_000_000 },
      severity: Severity.WARN,
      type: EventType.TOOL_CALL_START,
      eventId: "e",
    });
    expect(JSON.stringify(eventToJson(event))).toBe(
      JSON.stringify({
        event_id: "e",
        type: "TOOL_CALL_START",
        severity: "WARN",
        timestamp: "1970-01-01T00:00:00.120Z",
        tags: ["x", ""],
        content: { kind: "tool_call", auth_required: true, function_name: "f" },
        cost: { input_rate_per_token: 0.5 },
        metadata: { a: null },
        extensions: [{ type_url: "type.googleapis.com/acme.Note", value: "+/8=" }, {}],
      }),
    );
  });

  it("leaves out unset fields, and keeps messages that are present but empty", () => {
    expect(eventToJson(create(EventSchema))).toStrictEqual({});
    expect(eventToJson(create(EventSchema, { retry: {}, metadata: {}, timestamp: {} }))).toStrictEqual({
      retry: {},
      metadata: {},
      timestamp: "1970-01-01T00:00:00Z",
    });
  });

  it.each(contents)("gives content the kind %s", (kind, content) => {
    expect(eventToJson(create(EventSchema, { content } as object))).toStrictEqual({ content: { kind } });
  });

  it("wraps the state of a state_update, since its keys are the producer's", () => {
    const event = create(EventSchema, { content: { case: "stateUpdate", value: { kind: "x" } } });
    expect(eventToJson(event)).toStrictEqual({ content: { kind: "state_update", state: { kind: "x" } } });
  });

  it.each([
    [0n, 0, "1970-01-01T00:00:00Z"],
    [-1n, 999_999_999, "1969-12-31T23:59:59.999999999Z"],
    [1_709_164_800n, 1, "2024-02-29T00:00:00.000000001Z"],
    [951_868_799n, 1000, "2000-02-29T23:59:59.000001Z"],
    [951_868_800n, 123_000_000, "2000-03-01T00:00:00.123Z"],
    [-62_135_596_800n, 0, "0001-01-01T00:00:00Z"],
    [253_402_300_799n, 999_999_999, "9999-12-31T23:59:59.999999999Z"],
  ])("writes the time %i s and %i ns as %s", (seconds, nanos, text) => {
    const event = create(EventSchema, { timestamp: { seconds, nanos } });
    expect(eventToJson(event)).toStrictEqual({ timestamp: text });
    const date = new Date(Number(seconds) * 1000).toISOString();
    expect(text.slice(0, 19)).toBe(date.slice(0, 19));
  });

  it("writes every day of the calendar as Date does", { timeout: 60_000 }, () => {
    for (let day = -719_162; day <= 2_932_896; day += 97) {
      const timestamp = { seconds: BigInt(day) * 86_400n };
      const { timestamp: text } = eventToJson(create(EventSchema, { timestamp }));
      expect(text?.slice(0, 10)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      expect(eventFromJson({ timestamp: text }).timestamp).toMatchObject(timestamp);
    }
  });

  it("writes numbers that JSON lacks as strings, also inside a Struct", () => {
    const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const number of numbers) {
      const event = create(EventSchema, { cost: { totalCost: number }, metadata: { a: [number] } });
      const json = eventToJson(event);
      expect(json).toStrictEqual({ cost: { total_cost: String(number) }, metadata: { a: [String(number)] } });
      // Fields become numbers again. Strings in a Struct stay strings: the only change in conversion to JSON and back.
      expect(eventFromJson(json)).toStrictEqual(
        create(EventSchema, { cost: { totalCost: number }, metadata: { a: [String(number)] } }),
      );
    }
  });

  it("writes a value without a kind inside a Struct as null", () => {
    const metadata = { a: undefined, b: [undefined] } as never;
    expect(eventToJson(create(EventSchema, { metadata }))).toStrictEqual({ metadata: { a: null, b: [null] } });
  });

  it("writes enum values without a name as numbers, and also zero in a list", () => {
    expect(eventToJson(create(EventSchema, { type: 12_345 as EventType, author: -1 as never }))).toStrictEqual({
      type: 12_345,
      author: -1,
    });
    const filter = { types: [EventType.ERROR, EventType.UNSPECIFIED, 77 as EventType] };
    expect(queryRequestToJson(create(QueryRequestSchema, { filter }))).toStrictEqual({
      filter: { types: ["ERROR", 0, 77] },
    });
  });

  it("leaves out unknown fields", () => {
    const event = create(EventSchema, { eventId: "e" });
    event.$unknown = [{ no: 1000, wireType: 0, data: Uint8Array.of(1) }];
    expect(eventToJson(event)).toStrictEqual({ event_id: "e" });
  });

  it("returns values that share nothing with the event", () => {
    const event = create(EventSchema, { metadata: { list: [{}] }, tags: ["a"] });
    const json = eventToJson(event);
    expect(json.metadata).not.toBe(event.metadata);
    expect(json.metadata?.["list"]).not.toBe(event.metadata?.["list"]);
    expect(json.tags).not.toBe(event.tags);
  });

  it("keeps own keys such as __proto__ in a Struct", () => {
    const metadata = JSON.parse('{"__proto__":{"a":1},"constructor":2}');
    const json = eventToJson(create(EventSchema, { metadata }));
    expect(JSON.stringify(json)).toBe('{"metadata":{"__proto__":{"a":1},"constructor":2}}');
    expect(Object.getPrototypeOf(json.metadata)).toBe(Object.prototype);
  });

  const circle: Record<string, unknown> = {};
  circle["a"] = [circle];
  const faults: [code: string, init: object, path: string, expected: string, found: string][] = [
    ["bad_unicode", { eventId: "\ud800" }, "/event_id", "surrogates only in pairs", '"\\ud800"'],
    [
      "bad_unicode",
      { metadata: { a: { "\udfff": 1 } } },
      "/metadata/a/\ufffd",
      "surrogates only in pairs",
      '"\\udfff"',
    ],
    ["wrong_type", { eventId: 5 }, "/event_id", "a string", "5"],
    ["wrong_type", { isFinal: "no" }, "/is_final", "true or false", '"no"'],
    ["wrong_type", { type: "ERROR" }, "/type", "an integer", '"ERROR"'],
    ["wrong_type", { tags: ["a", 5] }, "/tags/1", "a string", "5"],
    ["wrong_type", { tags: "a" }, "/tags", "an array", '"a"'],
    ["wrong_type", { retry: { attempt: 1.5 } }, "/retry/attempt", "an integer", "1.5"],
    [
      "out_of_range",
      { retry: { attempt: 2 ** 31 } },
      "/retry/attempt",
      "an integer from -2147483648 to 2147483647",
      "2147483648",
    ],
    ["wrong_type", { cost: { totalCost: "1" } }, "/cost/total_cost", "a number", '"1"'],
    ["wrong_type", { extensions: [{ value: "QQ==" }] }, "/extensions/0/value", "a Uint8Array", '"QQ=="'],
    ["wrong_type", { metadata: new Map() }, "/metadata", "an object", "an object of type Map"],
    ["wrong_type", { metadata: { a: 1n } }, "/metadata/a", "a JSON value", "1"],
    ["wrong_type", { metadata: { a: { toJSON() {} } } }, "/metadata/a/toJSON", "a JSON value", "function"],
    [
      "wrong_type",
      { timestamp: new Date(0) },
      "/timestamp",
      "a message of type google.protobuf.Timestamp",
      "an object of type Date",
    ],
    ["out_of_range", { timestamp: { seconds: 0.5 } }, "/timestamp", "a time in the years 0001 to 9999 in UTC", "0.5"],
    ["out_of_range", { timestamp: { nanos: -1 } }, "/timestamp", "nanos from 0 to 999999999", "-1"],
    ["out_of_range", { timestamp: { nanos: 1e9 } }, "/timestamp", "nanos from 0 to 999999999", "1000000000"],
    [
      "out_of_range",
      { timestamp: { seconds: 253_402_300_800n } },
      "/timestamp",
      "a time in the years 0001 to 9999 in UTC",
      "253402300800",
    ],
    ["too_deep", { metadata: circle }, `/metadata${"/a/0".repeat(20)}`, "at most 100 nested messages", "more"],
  ];
  it.each(faults.map(([code, init, path, expected, found]) => ({ init, error: { code, path, expected, found } })))(
    "throws $error.code at $error.path: expected $error.expected, found $error.found",
    ({ init, error }) => {
      const message = `${error.path}: expected ${error.expected}, found ${error.found}`;
      const event = {
        ...create(EventSchema, init),
        ...("timestamp" in init && init.timestamp instanceof Date && init),
      };
      expect(() => eventToJson(event as Event)).toThrow(expect.objectContaining({ ...error, message }));
    },
  );

  it("rejects a case that the union does not have", () => {
    const event = { ...create(EventSchema), content: { case: "other", value: {} } } as never;
    expect(() => eventToJson(event)).toThrow(
      '/content: expected one of the cases message, toolCall, toolResponse, llmInvocation, policy, dataAccess, stateUpdate, error, agentHandoff, mcpCall, evaluation, redactionRecord, step, found "other"',
    );
  });

  it("rejects a message of another type", () => {
    const expected = "Event: expected a message of type chaukas.spec.common.v1.Event, found ";
    expect(() => eventToJson(create(EventBatchSchema) as never)).toThrow(
      `${expected}a message of type chaukas.spec.common.v1.EventBatch`,
    );
    expect(() => eventToJson({} as never)).toThrow(`${expected}an object`);
    expect(() => eventToJson(undefined as never)).toThrow(`${expected}undefined`);
  });
});

describe("writing other messages", () => {
  it("writes the 64-bit integers that numbers represent exactly", () => {
    const write = (totalCount: bigint) => queryResponseToJson(create(QueryResponseSchema, { totalCount }));
    expect(write(2n ** 53n - 1n)).toStrictEqual({ total_count: 9_007_199_254_740_991 });
    expect(write(1n - 2n ** 53n)).toStrictEqual({ total_count: -9_007_199_254_740_991 });
    expect(() => write(2n ** 53n)).toThrow(
      "/total_count: expected an integer from -9007199254740991 to 9007199254740991, found 9007199254740992",
    );
    expect(() => queryResponseToJson({ ...create(QueryResponseSchema), totalCount: 1 as never })).toThrow(
      "/total_count: expected a bigint, found 1",
    );
  });

  it("reports which event of a batch is wrong", () => {
    const batch = create(EventBatchSchema, { events: [{}, { eventId: "\ud800" }] });
    expect(() => eventBatchToJson(batch)).toThrow(
      '/events/1/event_id: expected surrogates only in pairs, found "\\ud800"',
    );
  });
});
