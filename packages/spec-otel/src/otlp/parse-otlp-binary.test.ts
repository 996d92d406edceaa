// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, it } from "vitest";
import {
  decodeExportTraceServiceRequest,
  ExportLogsServiceRequestSchema,
  ExportTraceServiceRequestSchema,
  encodeLogRecord,
  encodeResource,
  encodeSpan,
  LogRecordSchema,
  parseOtlpBinary,
  ResourceSchema,
  SpanSchema,
} from "./index.ts";

const resource = encodeResource(
  create(ResourceSchema, { attributes: [{ key: "host.name", value: { value: { case: "stringValue", value: "a" } } }] }),
);
const spanOf = (name: string) => encodeSpan(create(SpanSchema, { name, spanId: new Uint8Array(8).fill(1) }));

/** Writes a list of messages with the number of a field, each with its length. */
function write(number: number, ...messages: Uint8Array[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const message of messages) {
    writer.tag(number, WireType.LengthDelimited).bytes(message);
  }
  return writer.finish();
}

const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** Writes a request of two resources: one with a good span, and one with the given spans, in a scope. */
function requestOf(...spans: Uint8Array[]): Uint8Array {
  const scope = write(2, ...spans);
  return write(1, write(2, write(2, spanOf("first"))), join(write(1, resource), write(2, scope)));
}

function read(bytes: Uint8Array) {
  const { message, rejected } = parseOtlpBinary(ExportTraceServiceRequestSchema, bytes);
  const names = message.resourceSpans.map(({ scopeSpans }) =>
    scopeSpans.map(({ spans }) => spans.map(({ name }) => name)),
  );
  return { message, names, rejected: rejected.map((error) => error.message) };
}

/** Spans that cannot be read within their length. */
const bad: readonly (readonly [string, Uint8Array, string])[] = [
  ["another wire type", Uint8Array.of(0x28, 0x01), ".name: expected wire type 2, got 0"],
  ["text that is not UTF-8", Uint8Array.of(0x2a, 0x01, 0xff), ".name: expected UTF-8, got bytes that are not"],
  ["a truncated varint", Uint8Array.of(0x30, 0x80), ".kind: expected "],
  ["a truncated number", Uint8Array.of(0x39, 0, 0), ".startTimeUnixNano: expected 8 bytes, got the end of its message"],
  ["a field that is longer than it", Uint8Array.of(0x2a, 0x05, 0x61), ".name: expected 5 bytes, got 1"],
  ["a tag that does not exist", Uint8Array.of(0x07), ": expected "],
  ["a bad attribute", write(9, Uint8Array.of(0x0a, 0x7f)), ".attributes[0].key: expected 127 bytes, got 0"],
  ["values that are nested too deep", nest(60), ".attributes[0].value.arrayValue"],
];

/** Returns a span with an attribute of nested arrays: two messages each. */
function nest(depth: number): Uint8Array {
  let value = new Uint8Array();
  for (let level = 0; level < depth; level++) {
    value = write(5, write(1, value)) as Uint8Array<ArrayBuffer>;
  }
  return write(9, write(2, value));
}

describe("parseOtlpBinary", () => {
  it("reads a request as the generated function does", () => {
    const bytes = join(requestOf(spanOf("a"), spanOf("b")), Uint8Array.of(0x78, 0x01));
    const { message, rejected } = read(bytes);
    expect(message).toEqual(decodeExportTraceServiceRequest(bytes));
    expect(rejected).toEqual([]);
  });

  it.each(bad)("rejects a span with %s, and reads the others", (_, span, problem) => {
    const good = [spanOf("a"), spanOf("b")] as const;
    const { message, names, rejected } = read(requestOf(good[0], span, good[1]));
    expect(names).toEqual([[["first"]], [["a", "b"]]]);
    expect(message).toEqual(decodeExportTraceServiceRequest(requestOf(...good)));
    expect(rejected).toEqual([expect.stringContaining(`resourceSpans[1].scopeSpans[0].spans[1]${problem}`)]);
  });

  it("rejects every bad span, and keeps unknown fields around them", () => {
    const unknown = Uint8Array.of(0x78, 0x01);
    const all = bad.map(([, span]) => span);
    const { message, rejected } = read(join(requestOf(...all), unknown));
    expect(rejected).toHaveLength(bad.length);
    expect(message).toEqual(decodeExportTraceServiceRequest(join(requestOf(), unknown)));
  });

  it("rejects a log record that cannot be read, and reads the others", () => {
    const recordOf = (eventName: string) => encodeLogRecord(create(LogRecordSchema, { eventName }));
    const bytes = write(1, write(2, write(2, recordOf("a"), Uint8Array.of(0x12, 0x01), recordOf("b"))));
    const { message, rejected } = parseOtlpBinary(ExportLogsServiceRequestSchema, bytes);
    const records = message.resourceLogs[0]?.scopeLogs[0]?.logRecords;
    expect(records?.map(({ eventName }) => eventName)).toEqual(["a", "b"]);
    expect(rejected).toMatchObject([
      {
        name: "OtlpError",
        code: "syntax",
        path: "resourceLogs[0].scopeLogs[0].logRecords[1].severityNumber",
        message: "resourceLogs[0].scopeLogs[0].logRecords[1].severityNumber: expected wire type 0, got 2",
      },
    ]);
  });

  it("counts resources, scopes and spans, and refuses too many before it reads them", () => {
    const bytes = requestOf(spanOf("a"), Uint8Array.of(0x28));
    const readAtMost = (maxElements: number) =>
      parseOtlpBinary(ExportTraceServiceRequestSchema, bytes, { maxElements });
    expect(readAtMost(7).rejected).toHaveLength(1);
    expect(() => readAtMost(6)).toThrow(
      expect.objectContaining({
        code: "too_many",
        message:
          "resourceSpans[1].scopeSpans[0].spans: expected at most 6 resources, scopes, and spans or log records in a request, got more",
      }),
    );
  });

  const scope = write(2, spanOf("a"));
  it.each([
    ["a span that is longer than its scope", scopeOf(stretch(scope, 1)), "[0].scopeSpans[0].spans[0]: expected "],
    ["a span that ends in its neighbour", scopeOf(stretch(join(scope, scope), 5)), "[0].scopeSpans[0]"],
    ["a scope that is longer than its resource", write(1, stretch(write(2, scope), 1)), "[0].scopeSpans[0]: expected "],
    ["a resource that is longer than the request", stretch(write(1, write(2, scope)), 1), "[0]: expected "],
    ["spans in another wire type", scopeOf(Uint8Array.of(0x10, 0x01)), "[0].scopeSpans[0].spans"],
    ["a resource that cannot be read", write(1, write(1, Uint8Array.of(0x0a, 0x09))), "[0].resource.attributes[0]"],
    ["a scope that cannot be read", scopeOf(write(1, Uint8Array.of(0x0a, 0x09))), "[0].scopeSpans[0].scope.name"],
    ["text around spans that is not UTF-8", scopeOf(Uint8Array.of(0x1a, 0x01, 0xff)), "[0].scopeSpans[0].schemaUrl"],
  ])("refuses a request with %s", (_, bytes, problem) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({
        name: "OtlpError",
        code: "syntax",
        message: expect.stringContaining(`resourceSpans${problem}`),
      }),
    );
  });
});

function scopeOf(fields: Uint8Array): Uint8Array {
  return write(1, write(2, fields));
}

/** Adds to the length of the first field. */
function stretch(bytes: Uint8Array, more: number): Uint8Array {
  return bytes.map((byte, index) => (index === 1 ? byte + more : byte));
}
