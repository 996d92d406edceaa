// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescFile } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, it } from "vitest";
import { compileProtos } from "../../test/compile-protos.ts";
import { errorOf } from "../../test/error-of.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import { fieldSchema } from "./field-schema.ts";

type Cases<T> = Record<string, [type: string, rules: string, expected: T]>;

const known: Cases<JsonSchema> = {
  max_bytes: ["string", "string: { max_bytes: 256 }", { maxLength: 256 }],
  lengths: ["string", "required: true, string: { min_len: 2, max_len: 3 }", { minLength: 2, maxLength: 3 }],
  // Four bytes may be one character, five are at least two.
  min_bytes: ["string", "required: true, string: { min_bytes: 5 }", { minLength: 2 }],
  pattern: ["string", 'string: { pattern: "^a*$" }', { pattern: "^a*$" }],
  pattern_if_set: ["string", 'ignore: IGNORE_IF_ZERO_VALUE, string: { pattern: "^a$" }', { pattern: "^$|^a$" }],
  length_if_set: ["string", "ignore: IGNORE_IF_ZERO_VALUE, string: { max_bytes: 5 }", { maxLength: 5 }],
  one_of: ["string", 'required: true, string: { in: ["a", "b"] }', { enum: ["a", "b"] }],
  int32_bounds: ["int32", "int32: { gte: 0, lte: 1000 }", { minimum: 0, maximum: 1000 }],
  int64_bounds: ["int64", "int64: { gt: -5, lt: 5 }", { exclusiveMinimum: -5, exclusiveMaximum: 5 }],
  double_bounds: ["double", "double: { gte: 0, lte: 1, finite: true }", { minimum: 0, maximum: 1, type: "number" }],
  list: ["repeated string", "repeated: { max_items: 9, unique: true }", { maxItems: 9, uniqueItems: true }],
  present_list: ["repeated string", "required: true", { minItems: 1 }],
  present_map: ["map<string, string>", "required: true", { minProperties: 1 }],
  needed_list: ["repeated string", "required: true, repeated: { min_items: 2 }", { minItems: 2 }],
  items: [
    "repeated string",
    "repeated: { items: { string: { min_bytes: 1, max_bytes: 5 } } }",
    { items: { type: "string", minLength: 1, maxLength: 5 } },
  ],
  finite_items: [
    "repeated double",
    "repeated: { items: { double: { finite: true } } }",
    { items: { type: "number", format: "double" } },
  ],
  map: ["map<string, string>", "map: { max_pairs: 7 }", { maxProperties: 7 }],
  named: ["Color", "enum: { defined_only: true }", { $ref: "#/components/schemas/Color" }],
  not_zero: [
    "repeated Color",
    "repeated: { items: { enum: { not_in: [0] } } }",
    { items: { $ref: "#/components/schemas/Color" } },
  ],
};

const noKeyword = "expected a rule with a keyword in JSON Schema, got";
const notIfSet = "expected IGNORE_IF_ZERO_VALUE only with string.pattern and string.max_bytes";
const refusesDefault =
  "expected rules that accept the default value, which the JSON form omits: add required or IGNORE_IF_ZERO_VALUE";

const refused: Cases<string> = {
  email: ["string", "string: { email: true }", `${noKeyword} StringRules.email`],
  cel: ["string", 'cel: { id: "x", message: "y", expression: "true" }', `${noKeyword} FieldRules.cel`],
  always_true: ["bool", "bool: { const: true }", `${noKeyword} BoolRules.const`],
  keys: ["map<string, string>", "map: { keys: { string: { max_len: 3 } } }", `${noKeyword} MapRules.keys`],
  never: ["string", "ignore: IGNORE_ALWAYS", "expected rules that apply, got IGNORE_ALWAYS"],
  not_red: ["Color", "enum: { not_in: [0, 1] }", "expected only 0 in enum.not_in, got 0, 1"],
  re2: ["string", 'string: { pattern: "(?P<x>a)" }', 'expected a pattern that is valid in ECMAScript, got "(?P<x>a)"'],
  bound_if_set: ["int32", "ignore: IGNORE_IF_ZERO_VALUE, int32: { gte: 5 }", notIfSet],
  min_if_set: ["string", "ignore: IGNORE_IF_ZERO_VALUE, string: { min_len: 5 }", notIfSet],
  bounds_of_nan: ["double", "double: { gte: 0 }", "expected double.finite in addition to bounds, which reject NaN"],
  empty_text: ["string", "string: { min_len: 1 }", refusesDefault],
  other_text: ["string", 'string: { pattern: "^a$" }', refusesDefault],
  empty_list: ["repeated string", "repeated: { min_items: 1 }", refusesDefault],
  empty_map: ["map<string, string>", "map: { min_pairs: 1 }", refusesDefault],
  positive: ["int32", "int32: { gte: 1 }", refusesDefault],
  more_than_zero: ["int32", "int32: { gt: 0 }", refusesDefault],
  negative: ["int32", "int32: { lte: -1 }", refusesDefault],
  less_than_zero: ["int32", "int32: { lt: 0 }", refusesDefault],
};

let files: Record<"known" | "refused", DescFile>;
beforeAll(() => {
  files = compileProtos({ known: thing(known), refused: thing(refused) });
});

/** Returns the source of a message with a field for each case. */
function thing(cases: Cases<unknown>): string {
  const fields = Object.entries(cases).map(
    ([name, [type, rules]], index) => `  ${type} ${name} = ${index + 1} [(buf.validate.field) = { ${rules} }];`,
  );
  return `enum Color { COLOR_UNSPECIFIED = 0; COLOR_RED = 1; }\nmessage Thing {\n${fields.join("\n")}\n}`;
}

function schemaOf(name: string, file: keyof typeof files): JsonSchema {
  const field = files[file].messages[0]?.fields.find((candidate) => candidate.name === name);
  if (field === undefined) {
    throw new Error(`${name}: expected a field of test.Thing, got none`);
  }
  return fieldSchema(field).schema;
}

describe("a rule becomes a keyword", () => {
  it.each(Object.entries(known))("%s: %s", (name, [, , keywords]) => {
    expect(schemaOf(name, "known")).toMatchObject(keywords);
  });

  it("and nothing else", () => {
    expect(schemaOf("pattern_if_set", "known")).toEqual({ type: "string", pattern: "^$|^a$" });
    expect(schemaOf("named", "known")).toEqual({ $ref: "#/components/schemas/Color" });
  });
});

describe("a rule without a keyword is rejected", () => {
  it.each(Object.entries(refused))("%s: %s", (name, [, , message]) => {
    expect(errorOf(() => schemaOf(name, "refused"))).toEqual({
      code: "unsupported",
      message: `test.refused.Thing.${name}: ${message}`,
    });
  });
});
