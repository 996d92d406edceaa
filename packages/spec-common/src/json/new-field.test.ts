// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import {
  clone,
  create,
  createFileRegistry,
  type DescFile,
  type DescMessage,
  type MessageInitShape,
  toBinary,
} from "@bufbuild/protobuf";
import {
  DescriptorProtoSchema,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  type FieldDescriptorProtoSchema,
  FieldOptions_JSType,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_duration,
} from "@bufbuild/protobuf/wkt";
import { file_chaukas_spec_common_v1_events } from "@chaukas/spec-common";
import { createJsonCodec } from "@chaukas/spec-common/json";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

type FieldInit = MessageInitShape<typeof FieldDescriptorProtoSchema>;
const { BOOL, BYTES, DOUBLE, ENUM, FIXED64, FLOAT, INT64, MESSAGE, SINT32, STRING, UINT32, UINT64 } =
  FieldDescriptorProto_Type;
const label = FieldDescriptorProto_Label.REPEATED;

/** Creates the type Event of a hypothetical later version, with more fields, two more oneofs and two more kinds. */
function laterEvent(...added: FieldInit[]): DescMessage {
  const proto = clone(FileDescriptorProtoSchema, file_chaukas_spec_common_v1_events.proto);
  const event = proto.messageType.find(({ name }) => name === "Event");
  const later = create(DescriptorProtoSchema, {
    field: added.map((init, index) => ({ number: 200 + index, label: FieldDescriptorProto_Label.OPTIONAL, ...init })),
    oneofDecl: [{ name: "choice" }, { name: "_later_note" }],
    nestedType: [
      mapEntry("CountsEntry", { type: UINT64 }),
      mapEntry("CallsEntry", toolCall, SINT32),
      mapEntry("FlagsEntry", { type: BOOL }, BOOL),
    ],
  });
  const known = later.field.find(({ name }) => event?.field.some((field) => field.name === name));
  if (known !== undefined) {
    throw new Error(`Event.${known.name} exists already: rename the field of the later version in this test`);
  }
  event?.field.push(...later.field);
  event?.oneofDecl.push(...later.oneofDecl);
  event?.nestedType.push(...later.nestedType);
  proto.dependency.push("google/protobuf/duration.proto");
  const files = [...dependenciesOf(file_chaukas_spec_common_v1_events), file_google_protobuf_duration];
  const set = create(FileDescriptorSetSchema, { file: [...files.map((file) => file.proto), proto] });
  return createFileRegistry(set).getMessage("chaukas.spec.common.v1.Event") as DescMessage;
}

function mapEntry(name: string, value: FieldInit, keyType = STRING) {
  return {
    name,
    field: [
      { name: "key", number: 1, label: FieldDescriptorProto_Label.OPTIONAL, type: keyType },
      { name: "value", number: 2, label: FieldDescriptorProto_Label.OPTIONAL, ...value },
    ],
    options: { mapEntry: true },
  };
}

function dependenciesOf(file: DescFile): DescFile[] {
  return [...new Set(file.dependencies.flatMap((dependency) => [...dependenciesOf(dependency), dependency]))];
}

const toolCall = { type: MESSAGE, typeName: ".chaukas.spec.common.v1.ToolCall" };
const event = { type: MESSAGE, typeName: ".chaukas.spec.common.v1.Event" };
const struct = { type: MESSAGE, typeName: ".google.protobuf.Struct" };
const value = { type: MESSAGE, typeName: ".google.protobuf.Value" };
const list = { type: MESSAGE, typeName: ".google.protobuf.ListValue" };
const entry = (name: string) => ({ type: MESSAGE, typeName: `.chaukas.spec.common.v1.Event.${name}`, label });

const schema = laterEvent(
  { name: "score", type: FLOAT },
  { name: "size", type: UINT64 },
  { name: "sizes", type: FIXED64, label },
  { name: "port", type: UINT32 },
  { name: "digest", type: BYTES },
  { name: "digests", type: BYTES, label },
  { name: "samples", type: DOUBLE, label },
  { name: "later_note", type: STRING, proto3Optional: true, oneofIndex: 2 },
  { name: "cause", ...event },
  { name: "severities", type: ENUM, typeName: ".chaukas.spec.common.v1.Severity", label },
  { name: "counts", ...entry("CountsEntry") },
  { name: "calls", ...entry("CallsEntry") },
  { name: "flags", ...entry("FlagsEntry") },
  { name: "states", ...struct, label },
  { name: "anything", ...value },
  { name: "things", ...list },
  { name: "ticks", type: INT64, options: { jstype: FieldOptions_JSType.JS_STRING } },
  { name: "by_name", type: STRING, oneofIndex: 1 },
  { name: "by_number", type: INT64, oneofIndex: 1 },
  { name: "retried_call", ...toolCall, oneofIndex: 0 },
  { name: "snapshot", ...struct, oneofIndex: 0 },
  { name: "verdict", type: BOOL, oneofIndex: 0 },
);
const codec = createJsonCodec(schema);

describe("a message with fields of a later version", () => {
  const json = {
    event_id: "e",
    content: { kind: "retried_call", name: "search" },
    score: 0.5,
    size: 2 ** 53 - 1,
    sizes: [0, 1],
    port: 65_535,
    digest: "AQI=",
    digests: ["", "AQ=="],
    samples: [0, -0, "NaN", "Infinity"],
    later_note: "",
    cause: { cause: { type: "ERROR" } },
    severities: ["ERROR", 0, 9],
    counts: { constructor: 0, b: 1 },
    calls: { "-1": {}, "5": { id: "c" } },
    flags: { true: false },
    states: [{}, { a: [null] }],
    anything: { a: [1, "b", true, null, {}] },
    things: [[], { a: null }],
    ticks: -5,
    by_number: 0,
  };

  it("is read and written without new code", () => {
    deepStrictEqual(codec.toJson(codec.fromJson(json)), json);
    deepStrictEqual(codec.fromJsonString(codec.toJsonString(codec.fromJson(json))), codec.fromJson(json));
  });

  it.each([
    [{ content: { kind: "snapshot", value: { kind: 1 } } }],
    [{ content: { kind: "verdict", value: false } }],
    [{ anything: null }],
    [{ things: [] }],
    [{ by_name: "" }],
  ])("converts %j to a message and back", (form) => {
    deepStrictEqual(codec.toJson(codec.fromJson(form)), form);
  });

  it.each<[object, string]>([
    [{ by_name: "a", by_number: 1 }, "/by_number: expected one member of the oneof choice, found another one"],
    [{ size: -1 }, "/size: expected an integer from 0 to 9007199254740991, found -1"],
    [{ port: 2 ** 32 }, "/port: expected an integer from 0 to 4294967295, found 4294967296"],
    [{ score: 1e39 }, "/score: expected a number that fits into 32 bits, found 1e+39"],
    [{ later_note: 7 }, "/later_note: expected a string, found 7"],
    [{ counts: { a: "1" } }, '/counts/a: expected an integer, found "1"'],
    [{ counts: [] }, "/counts: expected an object, found an empty array"],
    [{ counts: { "\ud800": 1 } }, '/counts/\ufffd: expected surrogates only in pairs, found "\\ud800"'],
    [{ calls: { "01": {} } }, '/calls/01: expected an integer as key, found "01"'],
    [
      { calls: { "2147483648": {} } },
      '/calls/2147483648: expected an integer from -2147483648 to 2147483647 as key, found "2147483648"',
    ],
    [{ flags: { yes: true } }, '/flags/yes: expected "true" or "false" as key, found "yes"'],
    [{ things: {} }, "/things: expected an array, found an object"],
    [{ cause: { cause: { event_id: 1 } } }, "/cause/cause/event_id: expected a string, found 1"],
    [{ content: { kind: "verdict" } }, "/content/value: expected a value, found nothing"],
  ])("rejects %j", (bad, message) => {
    expect(() => codec.fromJson(bad)).toThrow(expect.objectContaining({ message }));
  });

  it("limits nesting as the binary form does", () => {
    const nested = (levels: number): object => (levels === 1 ? {} : { cause: nested(levels - 1) });
    expect(codec.toJson(codec.fromJson(nested(100)))).toEqual(nested(100));
    expect(() => codec.fromJson(nested(101))).toThrow("expected at most 100 nested messages, found more");
    const tooDeep = create(schema, { cause: codec.fromJson(nested(100)) } as never);
    expect(() => codec.toJson(tooDeep)).toThrow("expected at most 100 nested messages, found more");
  });

  it("survives conversion to JSON and back, whatever it contains", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryMessage(schema), (message) => {
        const back = codec.fromJsonString(codec.toJsonString(message));
        deepStrictEqual(back, message);
        deepStrictEqual(toBinary(schema, back), toBinary(schema, message));
      }),
      { numRuns: 1000 },
    );
  });

  it("is rejected if a field has no JSON form", () => {
    const duration = laterEvent({ name: "timeout", type: MESSAGE, typeName: ".google.protobuf.Duration" });
    const message = "Event: expected a type that has a JSON form, found google.protobuf.Duration";
    expect(() => createJsonCodec(duration).toJson(create(duration))).toThrow(message);
    expect(() => createJsonCodec(duration).fromJson({})).toThrow(message);
    // The first call must not leave behind an incomplete codec for the second one.
    expect(() => createJsonCodec(duration).toJson(create(duration))).toThrow(message);
  });

  it("is rejected if its fields have presence as in proto2", () => {
    const { toJson, fromJson } = createJsonCodec(DescriptorProtoSchema);
    const message =
      "DescriptorProto: expected a message of a proto3 file, found message google.protobuf.DescriptorProto";
    expect(() => toJson(create(DescriptorProtoSchema))).toThrow(message);
    expect(() => fromJson({})).toThrow(message);
  });
});
