// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import {
  decodeExportTraceServiceRequest,
  ExportLogsServiceRequestSchema,
  ExportTraceServiceRequestSchema,
  encodeExportTraceServiceRequest,
  isOtlpError,
  parseOtlpJson,
  Span_SpanKind,
  toOtlpJson,
} from "./index.ts";

const traceId = "5B8EFFF798038103D269B633813FC60C";
const spanId = "EEE19B7EC3C1B174";

/** Returns the text of a request with one span that has the given members. */
function requestWith(members: string): string {
  return `{"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "${traceId}", "spanId": "${spanId}", ${members}}]}]}]}`;
}

function parseSpan(members: string) {
  const { message, rejected } = parseOtlpJson(ExportTraceServiceRequestSchema, requestWith(members));
  return { span: message.resourceSpans[0]?.scopeSpans[0]?.spans[0], rejected };
}

describe("parseOtlpJson", () => {
  it("reads ids as hex of either case", () => {
    expect(Buffer.from(parseSpan('"name": "a"').span?.traceId ?? []).toString("hex")).toBe(traceId.toLowerCase());
    const lower = requestWith('"parentSpanId": "eee19b7ec3c1b173"').toLowerCase();
    expect(lower).toContain("5b8efff7");
    expect(parseSpan('"parentSpanId": "eee19b7ec3c1b173"').span?.parentSpanId).toHaveLength(8);
  });

  it("reads enums as integers, and refuses their names", () => {
    expect(parseSpan('"kind": 2').span?.kind).toBe(Span_SpanKind.SERVER);
    expect(parseSpan('"kind": 99').span?.kind).toBe(99);
    const { span, rejected } = parseSpan('"kind": "SPAN_KIND_SERVER"');
    expect(span).toBeUndefined();
    expect(rejected.map(String)).toEqual([
      'OtlpError: resourceSpans[0].scopeSpans[0].spans[0].kind: expected an integer, got "SPAN_KIND_SERVER"',
    ]);
  });

  it.each([
    ["a string", '"1544712660300000001"'],
    ["a number with more digits than a double has", "1544712660300000001"],
  ])("reads a 64-bit integer exactly from %s", (_, value) => {
    expect(parseSpan(`"startTimeUnixNano": ${value}`).span?.startTimeUnixNano).toBe(1544712660300000001n);
    const attribute = `{"key": "n", "value": {"intValue":${value}}}`;
    expect(parseSpan(`"attributes": [${attribute}]`).span?.attributes[0]?.value?.value).toEqual({
      case: "intValue",
      value: 1544712660300000001n,
    });
  });

  it("leaves digits inside of text as they are", () => {
    const { span } = parseSpan('"name": "a \\"b\\": 12345678901234567890, c"');
    expect(span?.name).toBe('a "b": 12345678901234567890, c');
  });

  it("ignores unknown members, original field names among them", () => {
    const { span, rejected } = parseSpan('"name": "a", "later": {"x": [1]}, "trace_state": "b=1", "events": null');
    expect([span?.name, span?.traceState, span?.events, rejected]).toEqual(["a", "", [], []]);
  });

  it("reads doubles that are not finite, minus zero, and bytes in base64", () => {
    const values = [
      '{"doubleValue": "NaN"}',
      '{"doubleValue": "-Infinity"}',
      '{"doubleValue": -0.0}',
      '{"bytesValue": "AAEC"}',
    ];
    const { span } = parseSpan(`"attributes": [${values.map((value) => `{"key": "k", "value": ${value}}`).join()}]`);
    expect(span?.attributes.map(({ value }) => value?.value.value)).toEqual([
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      -0,
      Uint8Array.of(0, 1, 2),
    ]);
  });

  it.each([
    ['"name": 5', "name: expected a string, got 5", "wrong_type"],
    ['"name": "\\ud800"', 'name: expected well-formed Unicode, got "\\ud800"', "bad_value"],
    ['"traceId": "xyz"', 'traceId: expected hex digits, got "xyz"', "bad_value"],
    ['"endTimeUnixNano": 1.5', "endTimeUnixNano: expected an integer, as a number or a string, got 1.5", "wrong_type"],
    [
      '"endTimeUnixNano": -1',
      "endTimeUnixNano: expected an integer from 0 to 18446744073709551615, got -1",
      "out_of_range",
    ],
    ['"flags": 4294967296', "flags: expected an integer from 0 to 4294967295, got 4294967296", "out_of_range"],
    ['"links": {}', "links: expected an array, got {}", "wrong_type"],
    ['"status": []', "status: expected an object, got []", "wrong_type"],
    [
      '"attributes": [{"key": "k", "value": {"intValue": "1", "boolValue": true}}]',
      "attributes[0].value.intValue: expected one member of value, got another beside it",
      "bad_value",
    ],
    [
      '"attributes": [{"key": "k", "value": {"bytesValue": "?"}}]',
      'attributes[0].value.bytesValue: expected base64, got "?"',
      "bad_value",
    ],
    [
      '"attributes": [{"key": "k", "value": {"boolValue": "true"}}]',
      'attributes[0].value.boolValue: expected true or false, got "true"',
      "wrong_type",
    ],
    [
      '"attributes": [{"key": "k", "value": {"doubleValue": "x"}}]',
      'attributes[0].value.doubleValue: expected a number, got "x"',
      "wrong_type",
    ],
  ])("rejects only the span for %s", (members, message, code) => {
    const text = requestWith(members).replace('"spans": [', '"spans": [{"name": "good"}, ');
    const reading = parseOtlpJson(ExportTraceServiceRequestSchema, text);
    expect(reading.message.resourceSpans[0]?.scopeSpans[0]?.spans.map(({ name }) => name)).toEqual(["good"]);
    expect(reading.rejected).toHaveLength(1);
    expect(reading.rejected[0]?.message).toBe(`resourceSpans[0].scopeSpans[0].spans[1].${message}`);
    expect([reading.rejected[0]?.code, isOtlpError(reading.rejected[0])]).toEqual([code, true]);
  });

  it("rejects only the log record that is nested too deep", () => {
    const deep = `${'{"arrayValue": {"values": ['.repeat(40)}{"boolValue": true}${"]}}".repeat(40)}`;
    const text = `{"resourceLogs": [{"scopeLogs": [{"logRecords": [{"body": ${deep}}, {"severityText": "INFO"}]}]}]}`;
    const { message, rejected } = parseOtlpJson(ExportLogsServiceRequestSchema, text);
    expect(message.resourceLogs[0]?.scopeLogs[0]?.logRecords.map(({ severityText }) => severityText)).toEqual(["INFO"]);
    expect(rejected.map(({ code }) => code)).toEqual(["too_deep"]);
    expect(rejected[0]?.message).toMatch(/expected at most 64 nested messages, got more$/);
  });

  it.each([
    ["{", /^request: expected JSON, got text that fails with "/, "syntax"],
    ["[]", /^request: expected an object, got \[\]$/, "wrong_type"],
    ['{"resourceSpans": [{"resource": 5}]}', /^resourceSpans\[0\]\.resource: expected an object, got 5$/, "wrong_type"],
  ])("refuses the request %s", (text, message, code) => {
    let error: unknown;
    try {
      parseOtlpJson(ExportTraceServiceRequestSchema, text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ name: "OtlpError", code, message: expect.stringMatching(message) });
  });
});

describe("toOtlpJson", () => {
  it("writes what parseOtlpJson reads, and the codec decodes what it encodes", () => {
    const value = (member: object) => ({ key: "k", value: { value: member as never } });
    const request = create(ExportTraceServiceRequestSchema, {
      resourceSpans: [
        {
          schemaUrl: "https://example.com/1",
          resource: { droppedAttributesCount: 1, entityRefs: [{ type: "service", idKeys: ["service.name"] }] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: Uint8Array.from({ length: 16 }, (_, index) => index),
                  spanId: Uint8Array.from({ length: 8 }, (_, index) => 255 - index),
                  startTimeUnixNano: 2n ** 64n - 1n,
                  kind: Span_SpanKind.CLIENT,
                  attributes: [
                    value({ case: "intValue", value: -(2n ** 63n) }),
                    value({ case: "doubleValue", value: -0 }),
                    value({ case: "doubleValue", value: Number.NaN }),
                    value({ case: "bytesValue", value: Uint8Array.of(1, 2) }),
                    value({ case: undefined }),
                    { key: "none" },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
    const json = toOtlpJson(ExportTraceServiceRequestSchema, request);
    expect(JSON.stringify(json)).toContain('"traceId":"000102030405060708090a0b0c0d0e0f"');
    expect(JSON.stringify(json)).toContain('"kind":3');
    const { message } = parseOtlpJson(ExportTraceServiceRequestSchema, JSON.stringify(json));
    expect(message).toEqual(request);
    expect(decodeExportTraceServiceRequest(encodeExportTraceServiceRequest(request))).toEqual(request);
  });

  it("counts resources, scopes and log records, and refuses too many before they are read", () => {
    const text = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{}, 7] }, {}] }] });
    const readAtMost = (maxElements: number) => parseOtlpJson(ExportLogsServiceRequestSchema, text, { maxElements });
    expect(readAtMost(5).rejected).toHaveLength(1);
    expect(() => readAtMost(4)).toThrow(
      expect.objectContaining({ code: "too_many", path: "resourceLogs[0].scopeLogs[0].logRecords" }),
    );
  });
});
