// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescEnum, type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import { describe, joinParagraphs } from "./describe.ts";
import { lifecycleKeywords } from "./lifecycle-keywords.ts";
import { type RuleKeywords, ruleKeywords, type ValueRules } from "./rule-keywords.ts";

const wellKnownTypes: Record<string, () => JsonSchema> = {
  "google.protobuf.Timestamp": () => ({ type: "string", format: "date-time" }),
  "google.protobuf.Struct": () => ({ type: "object", additionalProperties: true }),
  "google.protobuf.ListValue": () => ({ type: "array", items: {} }),
  // Never expanded, so that readers do not need to know the type. The base document contains its schema.
  "google.protobuf.Any": () => reference("Any"),
};

const noRules: ValueRules = { keywords: {}, mustBeFinite: false };

/** The schema of one property, and whether the proto requires it. */
export interface FieldSchema {
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/** Returns the schema of a field in the public JSON form. Throws {@link CodegenError} if there is none. */
export function fieldSchema(field: DescField): FieldSchema {
  const place = `${field.parent.typeName}.${field.name}`;
  const rules = ruleKeywords(field);
  const schema = {
    ...joinParagraphs(describe(field)),
    ...lifecycleKeywords(field),
    ...valueSchema(field, rules, place),
  };
  if (rules.isRequired) {
    return { schema: { ...notEmpty(field), ...schema }, isRequired: true };
  }
  if (!acceptsDefault(schema)) {
    throw new CodegenError(
      "unsupported",
      `${place}: expected rules that accept the default value, which the JSON form omits: add required or IGNORE_IF_ZERO_VALUE`,
    );
  }
  return { schema, isRequired: false };
}

/** Returns a reference to the schema of a message or enum. */
export function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** Returns the schema of a message as the value of a field. */
export function messageReference(desc: DescMessage, place: string): JsonSchema {
  return wellKnownTypes[desc.typeName]?.() ?? named(desc, place);
}

function valueSchema(field: DescField, rules: RuleKeywords, place: string): JsonSchema {
  switch (field.fieldKind) {
    case "list":
      return { type: "array", ...rules.value.keywords, items: elementSchema(field, rules.items, place) };
    case "map":
      return { type: "object", ...rules.value.keywords, additionalProperties: elementSchema(field, noRules, place) };
    default:
      return elementSchema(field, rules.value, place);
  }
}

function elementSchema(field: DescField, rules: ValueRules, place: string): JsonSchema {
  return { ...typeSchema(field, rules.mustBeFinite, place), ...rules.keywords };
}

function typeSchema(field: DescField, mustBeFinite: boolean, place: string): JsonSchema {
  if (field.message !== undefined) {
    return messageReference(field.message, place);
  }
  if (field.enum !== undefined) {
    return named(field.enum, place);
  }
  switch (field.scalar) {
    case ScalarType.STRING:
      return { type: "string" };
    case ScalarType.BOOL:
      return { type: "boolean" };
    case ScalarType.INT32:
      return { type: "integer", format: "int32", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
    case ScalarType.INT64:
      return { type: "integer", format: "int64", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    case ScalarType.DOUBLE:
      return mustBeFinite ? { type: "number", format: "double" } : anyDouble();
    default:
      throw new CodegenError(
        "unsupported",
        `${place}: expected a type with a JSON form, got ${scalarName(field.scalar)}`,
      );
  }
}

function anyDouble(): JsonSchema {
  return {
    anyOf: [
      { type: "number", format: "double" },
      { type: "string", enum: ["NaN", "Infinity", "-Infinity"] },
    ],
  };
}

function named(desc: DescMessage | DescEnum, place: string): JsonSchema {
  if (desc.typeName.startsWith("google.")) {
    throw new CodegenError("unsupported", `${place}: expected a type with a JSON form, got ${desc.typeName}`);
  }
  return reference(desc.name);
}

/** Returns the keywords that reject the default of a required value, because the JSON form omits defaults. */
function notEmpty(field: DescField): JsonSchema {
  switch (field.fieldKind) {
    case "list":
      return { minItems: 1 };
    case "map":
      return { minProperties: 1 };
    default:
      return field.scalar === ScalarType.STRING ? { minLength: 1 } : {};
  }
}

/** Returns whether an empty string, list or map, or the number 0, is valid. */
function acceptsDefault(schema: JsonSchema): boolean {
  const { minLength, minItems, minProperties, minimum, maximum, exclusiveMinimum, exclusiveMaximum, pattern } =
    schema as Record<string, number | undefined> & { pattern?: string };
  return (
    [minLength, minItems, minProperties, minimum].every((limit = 0) => limit <= 0) &&
    (maximum ?? 0) >= 0 &&
    (exclusiveMinimum ?? -1) < 0 &&
    (exclusiveMaximum ?? 1) > 0 &&
    (pattern === undefined || new RegExp(pattern, "u").test(""))
  );
}

function scalarName(scalar: ScalarType | undefined): string {
  return String(scalar && ScalarType[scalar]).toLowerCase();
}
