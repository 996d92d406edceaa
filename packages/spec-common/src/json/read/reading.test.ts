// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, type JsonObject, type JsonValue, toBinary } from "@bufbuild/protobuf";
import {
  CostDetailsSchema,
  type Event,
  EventSchema,
  EventStatus,
  EventType,
  QueryRequestSchema,
  ToolCallSchema,
} from "@chaukas/spec-common";
import {
  capabilitiesFromJson,
  eventBatchFromJson,
  eventFromJson,
  eventFromJsonString,
  eventToJson,
  isJsonCodecError,
  type JsonCodecError,
  queryRequestFromJson,
  queryResponseFromJson,
} from "@chaukas/spec-common/json";
import { describe, expect, it } from "vitest";

const kinds =
  "one of message, tool_call, tool_response, llm_invocation, policy_decision, data_access, state_update, error_info, agent_handoff, mcp_call, evaluation, redaction_record, step";
const rfc3339 = "an RFC 3339 time, such as 2026-01-31T23:59:59.123456789Z";
const years = "a time in the years 0001 to 9999 in UTC";
const number = 'a number, or "NaN", "Infinity" or "-Infinity"';

/** Returns the error that a function throws, reduced to the properties that callers can rely on. */
function errorOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (isJsonCodecError(error)) {
      const { code, path, expected, found, message } = error satisfies JsonCodecError;
      return { code, path, expected, found, message };
    }
    throw error;
  }
  throw new Error("run: expected a JsonCodecError, got no error");
}

/** Creates lists nested to a depth. */
function nestedList(levels: number): JsonValue {
  return levels === 1 ? [1] : [nestedList(levels - 1)];
}

/** Creates Structs nested to a depth. */
function nestedStruct(levels: number): JsonObject {
  return levels === 1 ? {} : { a: nestedStruct(levels - 1) };
}

describe("reading an event", () => {
  it.each<[string, unknown, Partial<Event>]>([
    ["without members", {}, {}],
    ["with defaults written out", { event_id: "", is_partial: false, type: 0, tags: [], extensions: [] }, {}],
    ["with a number for an enum", { type: 10, status: -7 }, { type: EventType.AGENT_START, status: -7 as EventStatus }],
    ["with a name for an enum", { status: "FAILED" }, { status: EventStatus.FAILED }],
    [
      "with null for members that are not set",
      { event_id: null, type: null, timestamp: null, is_final: null, tags: null, content: null, metadata: null },
      {},
    ],
    [
      "with null in a message, and null as a value of a Struct",
      { cost: { total_cost: null }, content: { kind: "tool_call", name: null, arguments: { a: null } } },
      {
        cost: create(CostDetailsSchema),
        content: { case: "toolCall", value: create(ToolCallSchema, { arguments: { a: null } }) },
      },
    ],
    [
      "with members that are undefined",
      { event_id: undefined, content: undefined, cost: undefined, metadata: { a: undefined, b: 1 } },
      { metadata: { b: 1 } },
    ],
    ["without a prototype", Object.assign(Object.create(null), { event_id: "a" }), { eventId: "a" }],
  ])("accepts one %s", (_, json, event) => {
    expect(eventFromJson(json)).toStrictEqual(create(EventSchema, event as object));
  });

  it.each([
    ["2026-01-31T23:59:59Z", 1_769_903_999n, 0],
    ["2026-01-31t23:59:59z", 1_769_903_999n, 0],
    ["2026-01-31T23:59:59.5Z", 1_769_903_999n, 500_000_000],
    ["2026-01-31T23:59:59.000000001Z", 1_769_903_999n, 1],
    ["2026-02-01T01:29:59.123+01:30", 1_769_903_999n, 123_000_000],
    ["2026-01-31T18:59:59-05:00", 1_769_903_999n, 0],
    ["2026-01-31T23:59:59-00:00", 1_769_903_999n, 0],
    ["2024-02-29T00:00:00Z", 1_709_164_800n, 0],
    ["2000-02-29T00:00:00Z", 951_782_400n, 0],
    ["1969-12-31T23:59:59.999999999Z", -1n, 999_999_999],
    ["0001-01-01T00:00:00Z", -62_135_596_800n, 0],
    ["0000-12-31T23:00:00-01:00", -62_135_596_800n, 0],
    ["9999-12-31T23:59:59.999999999Z", 253_402_300_799n, 999_999_999],
  ])("accepts the time %s", (timestamp, seconds, nanos) => {
    expect(eventFromJson({ timestamp }).timestamp).toMatchObject({ seconds, nanos });
  });

  it.each([
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    [-0, -0],
    [5e-324, 5e-324],
  ])("accepts %j as a number", (execution_time_ms, expected) => {
    const { content } = eventFromJson({ content: { kind: "tool_response", execution_time_ms } });
    expect(content.value).toMatchObject({ executionTimeMs: expected });
  });

  it("returns a message that shares nothing with the input", () => {
    const json = { metadata: { list: [{}] }, tags: ["a"] };
    const event = eventFromJson(json);
    expect(event.metadata).not.toBe(json.metadata);
    expect(event.metadata?.["list"]).not.toBe(json.metadata.list);
    expect(event.tags).not.toBe(json.tags);
  });

  it("accepts the keys of Object.prototype as members of a Struct", () => {
    const text = '{"metadata":{"__proto__":{"a":1},"constructor":2,"toString":3,"hasOwnProperty":4}}';
    const { metadata } = eventFromJsonString(text);
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
    expect(Object.entries(metadata ?? {})).toEqual([
      ["__proto__", { a: 1 }],
      ["constructor", 2],
      ["toString", 3],
      ["hasOwnProperty", 4],
    ]);
    expect(JSON.stringify(eventToJson(eventFromJsonString(text)))).toBe(text);
  });

  const faults: [code: string, json: unknown, path: string, expected: string, found: string][] = [
    ["wrong_type", null, "", "an object", "null"],
    ["wrong_type", [], "", "an object", "an empty array"],
    ["wrong_type", "{}", "", "an object", '"{}"'],
    ["wrong_type", new Map(), "", "an object", "an object of type Map"],
    ["wrong_type", undefined, "", "an object", "undefined"],

    ["unknown_key", { nonsense: 1 }, "/nonsense", "a field of Event", '"nonsense"'],
    ["unknown_key", { "": 1 }, "/", "a field of Event", '""'],
    ["unknown_key", { "a/b~c": 1 }, "/a~1b~0c", "a field of Event", '"a/b~c"'],
    ["unknown_key", { constructor: 1 }, "/constructor", "a field of Event", '"constructor"'],
    ["unknown_key", JSON.parse('{"__proto__":1}'), "/__proto__", "a field of Event", '"__proto__"'],
    ["unknown_key", { $typeName: "x" }, "/$typeName", "a field of Event", '"$typeName"'],
    ["unknown_key", { eventId: "a" }, "/eventId", '"event_id"', '"eventId"'],
    ["unknown_key", { tool_call: {} }, "/tool_call", '"content" with the kind "tool_call"', '"tool_call"'],
    ["unknown_key", { policy: {} }, "/policy", '"content" with the kind "policy_decision"', '"policy"'],
    ["unknown_key", { content: { kind: "message", x: 1 } }, "/content/x", "a field of MessageContent", '"x"'],
    ["unknown_key", { content: { kind: "state_update", state: {}, x: 1 } }, "/content/x", '"kind" or "state"', '"x"'],
    ["unknown_key", { retry: { kind: "retry" } }, "/retry/kind", "a field of RetryInfo", '"kind"'],
    ["unknown_key", { extensions: [{ "@type": "x" }] }, "/extensions/0/@type", "a field of Any", '"@type"'],

    ["missing_key", { content: {} }, "/content/kind", kinds, "nothing"],
    ["missing_key", { content: { kind: "state_update" } }, "/content/state", "a value", "nothing"],
    ["bad_value", { content: { kind: "tool" } }, "/content/kind", kinds, '"tool"'],
    ["bad_value", { content: { kind: "policy" } }, "/content/kind", kinds, '"policy"'],
    ["bad_value", { content: { kind: "__proto__" } }, "/content/kind", kinds, '"__proto__"'],
    ["wrong_type", { content: { kind: 30 } }, "/content/kind", kinds, "30"],
    ["wrong_type", { content: [] }, "/content", "an object", "an empty array"],
    ["wrong_type", { content: { kind: "state_update", state: [1] } }, "/content/state", "an object", "an array of 1"],

    ["wrong_type", { event_id: 5 }, "/event_id", "a string", "5"],
    ["bad_unicode", { event_id: "a\ud800" }, "/event_id", "surrogates only in pairs", '"a\\ud800"'],
    ["bad_unicode", { tags: ["\udfff\ud83d"] }, "/tags/0", "surrogates only in pairs", '"\\udfff\\ud83d"'],
    ["wrong_type", { is_partial: 1 }, "/is_partial", "true or false", "1"],
    ["wrong_type", { is_partial: "true" }, "/is_partial", "true or false", '"true"'],
    ["wrong_type", { tags: "a" }, "/tags", "an array", '"a"'],
    ["wrong_type", { tags: ["a", null] }, "/tags/1", "a string", "null"],
    ["wrong_type", { retry: { attempt: "1" } }, "/retry/attempt", "an integer", '"1"'],
    ["wrong_type", { retry: { attempt: 1.5 } }, "/retry/attempt", "an integer", "1.5"],
    [
      "out_of_range",
      { retry: { attempt: 2 ** 31 } },
      "/retry/attempt",
      "an integer from -2147483648 to 2147483647",
      "2147483648",
    ],
    ["wrong_type", { cost: { total_cost: "1" } }, "/cost/total_cost", number, '"1"'],
    ["wrong_type", { cost: { total_cost: "inf" } }, "/cost/total_cost", number, '"inf"'],
    [
      "out_of_range",
      { cost: { total_cost: Number.POSITIVE_INFINITY } },
      "/cost/total_cost",
      "a number within the range of a double",
      "Infinity",
    ],

    [
      "bad_value",
      { type: "EVENT_TYPE_AGENT_START" },
      "/type",
      '"AGENT_START" without prefix',
      '"EVENT_TYPE_AGENT_START"',
    ],
    ["bad_value", { type: "UNSPECIFIED" }, "/type", "nothing in place of UNSPECIFIED", '"UNSPECIFIED"'],
    [
      "bad_value",
      { type: "EVENT_TYPE_UNSPECIFIED" },
      "/type",
      "nothing in place of UNSPECIFIED",
      '"EVENT_TYPE_UNSPECIFIED"',
    ],
    ["bad_value", { severity: "FATAL" }, "/severity", "one of DEBUG, INFO, WARN, ERROR, or a number", '"FATAL"'],
    ["bad_value", { severity: "info" }, "/severity", "one of DEBUG, INFO, WARN, ERROR, or a number", '"info"'],
    ["wrong_type", { severity: true }, "/severity", "a name as a string, or a number", "true"],
    ["wrong_type", { severity: 1.5 }, "/severity", "an integer", "1.5"],
    [
      "out_of_range",
      { severity: -(2 ** 31) - 1 },
      "/severity",
      "an integer from -2147483648 to 2147483647",
      "-2147483649",
    ],

    ["wrong_type", { timestamp: 1_769_903_999 }, "/timestamp", "an RFC 3339 time as a string", "1769903999"],
    ["wrong_type", { timestamp: new Date(0) }, "/timestamp", "an RFC 3339 time as a string", "an object of type Date"],
    ...[
      "yesterday",
      "",
      "2026-01-31",
      "2026-01-31T23:59:59",
      "2026-01-31T23:59:59.",
      "2026-01-31T23:59:59.Z",
      "2026-01-31T23:59:59.1234567890Z",
      "2026-01-31T23:59:60Z",
      "2026-01-31T24:00:00Z",
      "2026-01-31T23:60:00Z",
      "2026-13-01T00:00:00Z",
      "2026-01-32T00:00:00Z",
      "2026-01-00T00:00:00Z",
      "2026-01-31 23:59:59Z",
      "2026-01-31T23:59:59+24:00",
      "2026-01-31T23:59:59+0100",
      "02026-01-31T23:59:59Z",
      "2026-01-31T23:59:59Z\n",
      "２026-01-31T23:59:59Z",
    ].map((text): [string, unknown, string, string, string] => [
      "bad_value",
      { timestamp: text },
      "/timestamp",
      rfc3339,
      JSON.stringify(text),
    ]),
    ...["2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z"].map(
      (text): [string, unknown, string, string, string] => [
        "bad_value",
        { timestamp: text },
        "/timestamp",
        "a day that the month has",
        JSON.stringify(text),
      ],
    ),
    ...["0000-12-31T23:59:59Z", "0001-01-01T00:59:59+01:00", "9999-12-31T23:59:59-00:01"].map(
      (text): [string, unknown, string, string, string] => [
        "out_of_range",
        { timestamp: text },
        "/timestamp",
        years,
        JSON.stringify(text),
      ],
    ),

    ["wrong_type", { metadata: [] }, "/metadata", "an object", "an empty array"],
    ["wrong_type", { metadata: { a: [undefined] } }, "/metadata/a/0", "a JSON value", "undefined"],
    ["wrong_type", { metadata: { a: 1n } }, "/metadata/a", "a JSON value", "1"],
    ["wrong_type", { metadata: { a: new Date(0) } }, "/metadata/a", "an object", "an object of type Date"],
    [
      "out_of_range",
      { metadata: { a: Number.POSITIVE_INFINITY } },
      "/metadata/a",
      "a number within the range of a double",
      "Infinity",
    ],
    ["bad_unicode", { metadata: { a: ["\ud800"] } }, "/metadata/a/0", "surrogates only in pairs", '"\\ud800"'],
    ["bad_unicode", { metadata: { "\ud800": 1 } }, "/metadata/\ufffd", "surrogates only in pairs", '"\\ud800"'],

    ...["QQ", "QQ=", "QR==", "QUI", "QUJ=", "Q-==", "Q_==", "QQ==\n", " QQ==", "QQ==QQ==", "=", "Q"].map(
      (value): [string, unknown, string, string, string] => [
        "bad_value",
        { extensions: [{ value }] },
        "/extensions/0/value",
        "base64 with padding",
        JSON.stringify(value),
      ],
    ),
    [
      "wrong_type",
      { extensions: [{ value: [1] }] },
      "/extensions/0/value",
      "a string of base64 with padding",
      "an array of 1",
    ],
    ["too_deep", { metadata: nestedStruct(34) }, `/metadata${"/a".repeat(33)}`, "at most 100 nested messages", "more"],
  ];
  it.each(faults.map(([code, json, path, expected, found]) => ({ json, error: { code, path, expected, found } })))(
    "throws $error.code at '$error.path': expected $error.expected, found $error.found",
    ({ json, error }) => {
      const message = `${error.path === "" ? "Event" : error.path}: expected ${error.expected}, found ${error.found}`;
      expect(errorOf(() => eventFromJson(json))).toEqual({ ...error, message });
    },
  );

  it("rejects circular values", () => {
    const metadata: Record<string, unknown> = {};
    metadata["self"] = [metadata];
    expect(errorOf(() => eventFromJson({ metadata })).code).toBe("too_deep");
  });

  it("limits nesting as the binary form does, where decoders also count the entries of maps", () => {
    const deepest = eventFromJson({ metadata: { list: nestedList(48) } });
    expect(fromBinary(EventSchema, toBinary(EventSchema, deepest))).toStrictEqual(deepest);
    expect(errorOf(() => eventFromJson({ metadata: { list: nestedList(49) } }))).toMatchObject({
      code: "too_deep",
      path: `/metadata/list${"/0".repeat(48)}`,
    });
    const deepestObjects = { metadata: nestedStruct(33) };
    expect(eventToJson(eventFromJson(deepestObjects))).toEqual(deepestObjects);
  });

  it("shortens the value in the error", () => {
    const found = (event_id: string) => errorOf(() => eventFromJson({ type: event_id })).found;
    expect(found("a".repeat(60))).toBe(`"${"a".repeat(60)}"`);
    expect(found("a".repeat(61))).toBe(`"${"a".repeat(59)}…"`);
    expect(found(`${"a".repeat(58)}🚀🚀🚀`)).toBe(`"${"a".repeat(58)}…"`);
    expect(found("\n".repeat(60))).toBe(`"${"\\n".repeat(29)}\\…"`);
  });
});

describe("reading other messages", () => {
  it("reports the message and the path", () => {
    const messageOf = (run: () => unknown) => errorOf(run).message;
    expect(messageOf(() => eventBatchFromJson({ events: [{}, { type: 0.5 }] }))).toBe(
      "/events/1/type: expected an integer, found 0.5",
    );
    expect(messageOf(() => queryRequestFromJson({ filter: { time: { start: "now" } } }))).toBe(
      `/filter/time/start: expected ${rfc3339}, found "now"`,
    );
    expect(messageOf(() => capabilitiesFromJson([]))).toBe("Capabilities: expected an object, found an empty array");
  });

  it("accepts the 64-bit integers that numbers represent exactly", () => {
    const read = (total_count: number) => queryResponseFromJson({ total_count }).totalCount;
    expect([read(2 ** 53 - 1), read(1 - 2 ** 53), read(-0)]).toEqual([2n ** 53n - 1n, 1n - 2n ** 53n, 0n]);
    expect(errorOf(() => read(2 ** 53))).toEqual({
      code: "out_of_range",
      path: "/total_count",
      expected: "an integer from -9007199254740991 to 9007199254740991",
      found: "9007199254740992",
      message: "/total_count: expected an integer from -9007199254740991 to 9007199254740991, found 9007199254740992",
    });
    expect(errorOf(() => queryResponseFromJson({ total_count: "1" })).code).toBe("wrong_type");
  });

  it("accepts zero as a number in a list of enums", () => {
    expect(queryRequestFromJson({ filter: { types: ["ERROR", 0, 99] } })).toStrictEqual(
      create(QueryRequestSchema, { filter: { types: [EventType.ERROR, EventType.UNSPECIFIED, 99 as EventType] } }),
    );
  });
});
