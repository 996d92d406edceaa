// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import { create, createRegistry, fromJson, type JsonObject, type JsonValue, toJson } from "@bufbuild/protobuf";
import { anyPack, DurationSchema, timestampFromMs } from "@bufbuild/protobuf/wkt";
import { EventSchema, EventStatus, type EventType, MessageContentSchema } from "@chaukas/spec-common";
import { eventFromProtoJson, eventFromProtoJsonString, eventToJson, parseJson } from "@chaukas/spec-common/json";
import { readCapturedLines } from "@chaukas/testdata";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const registry = createRegistry(MessageContentSchema, DurationSchema);

describe("reading ProtoJSON", () => {
  it("reads what protobuf-es writes, with keys in either style", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        arbitraryMessage(EventSchema),
        fc.boolean(),
        fc.boolean(),
        (event, useProtoFieldName, enumAsInteger) => {
          // Writing extensions requires a registry of their types.
          const known = create(EventSchema, { ...event, extensions: [] });
          const json = toJson(EventSchema, known, { useProtoFieldName, enumAsInteger });
          deepStrictEqual(eventFromProtoJson(json), known);
          // The text describes a different event, since JSON.stringify drops the sign of minus zero.
          const text = JSON.stringify(json);
          deepStrictEqual(eventFromProtoJsonString(text), fromJson(EventSchema, parseJson(text) as JsonValue));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("reads timestamps without a time zone, as in files written by the Python SDK, as UTC", () => {
    const [line = ""] = readCapturedLines();
    expect(line).toContain('"timestamp": "2026-11-22T16:56:31.441314"');
    expect(eventToJson(eventFromProtoJsonString(line)).timestamp).toBe("2026-11-22T16:56:31.441314Z");
    expect(eventFromProtoJson({ timestamp: "2026-11-22T16:56:31" }).timestamp).toStrictEqual(
      timestampFromMs(Date.UTC(2026, 10, 22, 16, 56, 31)),
    );
  });

  it.each<[string, JsonObject, object]>([
    ["null for fields that are not set", { eventId: null, retry: null, tags: null, type: null, toolCall: null }, {}],
    ["integers in strings", { retry: { attempt: "3", backoffMs: "1e3" } }, { retry: { attempt: 3, backoffMs: 1000 } }],
    ["numbers in strings", { cost: { totalCost: "-1.5e-3" } }, { cost: { totalCost: -0.0015 } }],
    ["enum values as numbers", { status: 3, type: 99 }, { status: EventStatus.COMPLETED, type: 99 as EventType }],
    ["the name of an enum's zero value", { type: "EVENT_TYPE_UNSPECIFIED" }, {}],
    ["a Struct as content", { stateUpdate: { a: null } }, { content: { case: "stateUpdate", value: { a: null } } }],
    ["keys of both styles in one object", { event_id: "a", agentId: "b" }, { eventId: "a", agentId: "b" }],
  ])("reads %s", (_, json, init) => {
    const event = create(EventSchema, init);
    expect(eventFromProtoJson(json)).toStrictEqual(event);
    expect(eventFromProtoJsonString(JSON.stringify(json))).toStrictEqual(event);
    expect(fromJson(EventSchema, json)).toStrictEqual(event);
  });

  it("reads extensions whose types the registry knows", () => {
    const message = create(MessageContentSchema, { role: "user", metadata: { a: [{ b: 1 }] } });
    const event = create(EventSchema, {
      extensions: [
        anyPack(MessageContentSchema, message),
        anyPack(DurationSchema, create(DurationSchema, { seconds: 1n })),
        {},
      ],
    });
    const json = toJson(EventSchema, event, { registry });
    expect(eventFromProtoJson(json, { registry })).toStrictEqual(event);
    expect(eventFromProtoJsonString(JSON.stringify(json), { registry })).toStrictEqual(event);
  });

  it("reads extensions of other types from their bytes, as servers write them", () => {
    const any = { "@type": "example.com/acme.Note", "@value": "AQ==" };
    const event = create(EventSchema, { extensions: [{ typeUrl: "example.com/acme.Note", value: Uint8Array.of(1) }] });
    expect(eventFromProtoJson({ extensions: [any] })).toStrictEqual(event);
    expect(eventFromProtoJsonString(JSON.stringify({ extensions: [any] }), { registry })).toStrictEqual(event);
    expect(eventFromProtoJson({ extensions: [{ "@value": "AQ" }] }).extensions[0]?.typeUrl).toBe("");
  });

  const type = "type.googleapis.com/google.protobuf.Duration";
  const faults: [code: string, json: unknown, path: string, expected: string, found: string][] = [
    ["unknown_key", { content: { kind: "message" } }, "/content", "a field of Event", '"content"'],
    ["unknown_key", { eventid: "a" }, "/eventid", "a field of Event", '"eventid"'],
    ["unknown_key", { retry: { max: 1 } }, "/retry/max", "a field of RetryInfo", '"max"'],
    ["duplicate_key", { eventId: "a", event_id: "a" }, "/eventId", 'one of "event_id" and "eventId"', "both"],
    ["duplicate_key", { event_id: null, eventId: "a" }, "/eventId", 'one of "event_id" and "eventId"', "both"],
    ["duplicate_key", { message: {}, toolCall: {} }, "/toolCall", "one member of the oneof content", "another one"],
    [
      "duplicate_key",
      { message: {}, state_update: {} },
      "/state_update",
      "one member of the oneof content",
      "another one",
    ],
    ["bad_value", { severity: "INFO" }, "/severity", severities(), '"INFO"'],
    ["wrong_type", { severity: {} }, "/severity", severities(), "an object"],
    ["out_of_range", { severity: 2 ** 31 }, "/severity", "an integer from -2147483648 to 2147483647", "2147483648"],
    ["wrong_type", { retry: { attempt: "" } }, "/retry/attempt", "an integer", '""'],
    ["wrong_type", { retry: { attempt: " 1" } }, "/retry/attempt", "an integer", '" 1"'],
    ["wrong_type", { retry: { attempt: "0x1" } }, "/retry/attempt", "an integer", '"0x1"'],
    ["wrong_type", { retry: { attempt: "1.5" } }, "/retry/attempt", "an integer", "1.5"],
    ["wrong_type", { isFinal: "true" }, "/isFinal", "true or false", '"true"'],
    ["wrong_type", { tags: [null] }, "/tags/0", "a string", "null"],
    ["wrong_type", { extensions: [null] }, "/extensions/0", "an object", "null"],
    [
      "bad_value",
      { timestamp: "2026-11-22" },
      "/timestamp",
      "an RFC 3339 time, such as 2026-01-31T23:59:59.123456789Z",
      '"2026-11-22"',
    ],
    [
      "bad_value",
      { extensions: [{ "@type": type }] },
      "/extensions/0/@type",
      'a type in the registry, or "@value"',
      `"${type}"`,
    ],
    ["wrong_type", { extensions: [{ "@value": 1 }] }, "/extensions/0/@value", "a string of base64", "1"],
    ["wrong_type", { extensions: [{ "@type": 1, "@value": "" }] }, "/extensions/0/@type", "a string", "1"],
    ["unknown_key", { extensions: [{ "@value": "", a: 1 }] }, "/extensions/0/a", '"@type" or "@value"', '"a"'],
    [
      "out_of_range",
      { cost: { totalCost: "9007199254740993" } },
      "/cost/totalCost",
      "an integer that a double represents exactly",
      "9007199254740993",
    ],
    [
      "bad_value",
      { extensions: [{ a: 1 }] },
      "/extensions/0",
      "a message in ProtoJSON",
      'cannot decode message google.protobuf.Any from JSON: "@type"…',
    ],
  ];
  it.each(faults.map(([code, json, path, expected, found]) => ({ json, error: { code, path, expected, found } })))(
    "throws $error.code at $error.path: expected $error.expected, found $error.found",
    ({ json, error }) => {
      const message = `${error.path}: expected ${error.expected}, found ${error.found}`;
      expect(() => eventFromProtoJson(json)).toThrow(expect.objectContaining({ ...error, message }));
    },
  );

  it("rejects a duplicate key inside an extension", () => {
    const text = `{"extensions":[{"@type":"${type}","value":"1s","value":"2s"}]}`;
    expect(() => eventFromProtoJsonString(text, { registry })).toThrow(
      '/extensions/0/value: expected every key once, found "value" again',
    );
  });
});

function severities(): string {
  return "one of SEVERITY_UNSPECIFIED, SEVERITY_DEBUG, SEVERITY_INFO, SEVERITY_WARN, SEVERITY_ERROR, or a number";
}
