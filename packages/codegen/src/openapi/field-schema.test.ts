// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescFile } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, it } from "vitest";
import { compileProtos } from "../../test/compile-protos.ts";
import { errorOf } from "../../test/error-of.ts";
import { fieldSchema } from "./field-schema.ts";

let files: Record<"types" | "unknown", DescFile>;
beforeAll(() => {
  files = compileProtos({
    types: `
enum Color { COLOR_UNSPECIFIED = 0; COLOR_RED = 1; }
message Other {}
message Thing {
  string text = 1;
  bool flag = 2;
  int32 count = 3;
  int64 total = 4;
  double finite = 5 [(buf.validate.field).double.finite = true];
  double any = 6;
  google.protobuf.Timestamp time = 7;
  google.protobuf.Struct data = 8;
  google.protobuf.Any extension = 9;
  Other other = 10;
  Color color = 11;
  repeated string texts = 12;
  repeated Color colors = 13;
  repeated double numbers = 14;
  map<string, int64> counts = 15;
  map<string, Other> others = 16;
  // What it is.
  // On two lines.
  string described = 17; // And after it.
  string old = 18 [deprecated = true];
  string needed = 19 [(buf.validate.field).required = true];
  google.protobuf.Timestamp needed_time = 20 [(buf.validate.field).required = true];
  google.protobuf.ListValue list = 21;
  optional double score = 22;
  optional bool perhaps = 23;
}`,
    unknown: `
message Thing {
  bytes bytes = 1;
  float float = 2;
  uint32 uint32 = 3;
  sint64 sint64 = 4;
  google.protobuf.Duration duration = 5;
  map<string, float> floats = 6;
  repeated bytes many_bytes = 7;
}`,
  });
});

function schemaOf(name: string, file: keyof typeof files = "types") {
  const thing = files[file].messages.find((message) => message.name === "Thing");
  const field = thing?.fields.find((candidate) => candidate.name === name);
  if (field === undefined) {
    throw new Error(`${name}: expected a field of the test protos, got none`);
  }
  return fieldSchema(field);
}

const int64 = { type: "integer", format: "int64", minimum: -(2 ** 53 - 1), maximum: 2 ** 53 - 1 };
const anyDouble = {
  anyOf: [
    { type: "number", format: "double" },
    { type: "string", enum: ["NaN", "Infinity", "-Infinity"] },
  ],
};

describe("a field as a property", () => {
  it.each<[name: string, schema: object]>([
    ["text", { type: "string" }],
    ["flag", { type: "boolean" }],
    ["count", { type: "integer", format: "int32", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }],
    ["total", int64],
    ["finite", { type: "number", format: "double" }],
    ["any", anyDouble],
    ["time", { type: "string", format: "date-time" }],
    ["data", { type: "object", additionalProperties: true }],
    ["list", { type: "array", items: {} }],
    ["extension", { $ref: "#/components/schemas/Any" }],
    ["other", { $ref: "#/components/schemas/Other" }],
    ["color", { $ref: "#/components/schemas/Color" }],
    ["texts", { type: "array", items: { type: "string" } }],
    ["colors", { type: "array", items: { $ref: "#/components/schemas/Color" } }],
    ["numbers", { type: "array", items: anyDouble }],
    ["counts", { type: "object", additionalProperties: int64 }],
    ["others", { type: "object", additionalProperties: { $ref: "#/components/schemas/Other" } }],
    ["old", { deprecated: true, type: "string" }],
    ["score", anyDouble],
    ["perhaps", { type: "boolean" }],
  ])("%s", (name, schema) => {
    expect(schemaOf(name)).toEqual({ schema, isRequired: false });
  });

  it("is described by its comments, line by line", () => {
    expect(schemaOf("described").schema.description).toBe("What it is.\nOn two lines.\n\nAnd after it.");
  });

  it("is required, and not empty, if its rules require it", () => {
    expect(schemaOf("needed")).toEqual({ schema: { type: "string", minLength: 1 }, isRequired: true });
    expect(schemaOf("needed_time")).toEqual({ schema: { type: "string", format: "date-time" }, isRequired: true });
  });
});

describe("a field without a JSON form", () => {
  it.each([
    ["bytes", "test.unknown.Thing.bytes: expected a type with a JSON form, got bytes"],
    ["float", "test.unknown.Thing.float: expected a type with a JSON form, got float"],
    ["uint32", "test.unknown.Thing.uint32: expected a type with a JSON form, got uint32"],
    ["sint64", "test.unknown.Thing.sint64: expected a type with a JSON form, got sint64"],
    ["duration", "test.unknown.Thing.duration: expected a type with a JSON form, got google.protobuf.Duration"],
    ["floats", "test.unknown.Thing.floats: expected a type with a JSON form, got float"],
    ["many_bytes", "test.unknown.Thing.many_bytes: expected a type with a JSON form, got bytes"],
  ])("%s is rejected", (name, message) => {
    expect(errorOf(() => schemaOf(name, "unknown"))).toEqual({ code: "unsupported", message });
  });
});
