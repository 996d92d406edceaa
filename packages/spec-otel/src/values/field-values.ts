// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { AnyValue } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { formatJson, parseJsonObject, parseJsonText } from "./json-text.js";

/**
 * How the value of an attribute becomes that of a field:
 * - `string`: text; `text`: the same, unless it is an object or an array in JSON;
 * - `id`: text, or an integer, which becomes its digits;
 * - `int32`, `int53`: an integer of that size;
 * - `double`: a finite number; `seconds`: the same, as milliseconds;
 * - `strings`: a list of texts; `first`: the first text of such a list, or a text;
 * - `json`: any value, and JSON in text is parsed;
 * - `object`: the same, where anything but an object becomes the member `value` of one, and a text in JSON is parsed, too.
 */
export type Reading =
  | "string"
  | "text"
  | "id"
  | "int32"
  | "int53"
  | "double"
  | "seconds"
  | "strings"
  | "first"
  | "json"
  | "object";

/** Value of a field, as messages of protobuf-es have it. */
export type FieldValue = string | number | bigint | boolean | readonly string[] | JsonValue;

/**
 * Returns the value that a field gets from an attribute, or undefined if the attribute has another type, or a value that
 * the field cannot hold.
 */
export function readValue(reading: Reading, { value }: AnyValue): FieldValue | undefined {
  switch (reading) {
    case "string":
      return value.case === "stringValue" ? value.value : undefined;
    case "text":
      return value.case === "stringValue" && parseJsonObject(value.value) === undefined ? value.value : undefined;
    case "id":
      return value.case === "intValue"
        ? value.value.toString()
        : value.case === "stringValue"
          ? value.value
          : undefined;
    case "int32":
      return readInt32(value);
    case "int53":
      return value.case === "intValue" && Number.isSafeInteger(Number(value.value)) ? value.value : undefined;
    case "double":
      return readDouble(value, 1);
    case "seconds":
      return readDouble(value, 1000);
    case "strings":
      return readStrings(value);
    case "first":
      return value.case === "stringValue" ? value.value : readStrings(value)?.[0];
    case "json":
      return readJson(value);
    default: {
      const text = value.case === "stringValue" ? parseJsonText(value.value) : undefined;
      const json = text ?? readJson(value);
      return json === undefined || isObject(json) ? json : { value: json };
    }
  }
}

function readInt32(value: AnyValue["value"]): number | undefined {
  if (value.case !== "intValue" && value.case !== "doubleValue") {
    return undefined;
  }
  const number = Number(value.value);
  return (number | 0) === number && !Object.is(number, -0) ? number : undefined;
}

function readDouble(value: AnyValue["value"], factor: number): number | undefined {
  if (value.case !== "intValue" && value.case !== "doubleValue") {
    return undefined;
  }
  const number = Number(value.value) * factor;
  return Number.isFinite(number) && !Object.is(number, -0) ? number : undefined;
}

function readStrings(value: AnyValue["value"]): string[] | undefined {
  if (value.case !== "arrayValue") {
    return undefined;
  }
  const texts = value.value.values.flatMap(({ value: element }) =>
    element.case === "stringValue" ? [element.value] : [],
  );
  return texts.length === value.value.values.length ? texts : undefined;
}

/** Nesting below which the limit of decoders is out of reach, whatever is around the value. */
const maxDepth = 20;

function readJson(value: AnyValue["value"]): JsonValue | undefined {
  const parsed = value.case === "stringValue" ? parseJsonObject(value.value) : undefined;
  const json = parsed ?? toPlainJson(value, 0);
  return json === undefined || depthOf(json) > maxDepth ? undefined : json;
}

/** Converts a value to plain JSON, as a reader expects it, at the price of types that JSON does not have. */
export function toPlainJson(value: AnyValue["value"], depth = 0): JsonValue | undefined {
  switch (value.case) {
    case "stringValue":
    case "boolValue":
      return value.value;
    case "intValue":
      return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : value.value.toString();
    case "doubleValue":
      return Number.isFinite(value.value) ? value.value : String(value.value);
    case "arrayValue":
      return depth > maxDepth
        ? undefined
        : allOf(value.value.values.map((element) => toPlainJson(element.value, depth + 1)));
    case "kvlistValue": {
      if (depth > maxDepth) {
        return undefined;
      }
      const values = allOf(value.value.values.map((entry) => toPlainJson(entry.value?.value ?? none, depth + 1)));
      return values && Object.fromEntries(value.value.values.map(({ key }, index) => [key, values[index] ?? null]));
    }
    case undefined:
      return null;
    default:
      return undefined;
  }
}

const none: AnyValue["value"] = { case: undefined };

function allOf(values: (JsonValue | undefined)[]): JsonValue[] | undefined {
  return values.includes(undefined) ? undefined : (values as JsonValue[]);
}

function depthOf(json: JsonValue): number {
  if (typeof json !== "object" || json === null) {
    return 0;
  }
  return 1 + Math.max(0, ...Object.values(json).map(depthOf));
}

function isObject(json: JsonValue): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/**
 * How a value that was read is written back. `plain` is what the value itself suggests: an integer for a number without a
 * fraction, a map for an object. The others are for attributes that were written in another way.
 */
/** All forms. */
const forms = [
  "plain",
  "double",
  "int",
  "list",
  "seconds",
  "secondsInt",
  "json",
  "jsonSpaced",
  "jsonAscii",
  "jsonSpacedAscii",
] as const;

export type Form = (typeof forms)[number];

/** Returns whether a text is the name of a form. */
export function isForm(text: string): text is Form {
  return (forms as readonly string[]).includes(text);
}

/** Returns the form in which the value of a field gives exactly the attribute back, or undefined if there is none. */
export function findForm(field: FieldValue, attribute: AnyValue): Form | undefined {
  const { value } = attribute;
  return candidatesOf(field, value).find((form) => isSame(value, writeValue(form, field)));
}

function candidatesOf(field: FieldValue, value: AnyValue["value"]): readonly Form[] {
  switch (value.case) {
    case "stringValue":
      return typeof field === "object"
        ? ["json", "jsonSpaced", "jsonSpacedAscii", "jsonAscii"]
        : ["plain", "json", "jsonAscii"];
    case "intValue":
      return ["plain", "int", "secondsInt"];
    case "doubleValue":
      return ["plain", "double", "seconds"];
    case "arrayValue":
      return typeof field === "string" ? ["list"] : ["plain"];
    default:
      return ["plain"];
  }
}

/** Writes the value of a field as that of an attribute, or returns undefined if it does not have the form. */
export function writeValue(form: Form, field: FieldValue): AnyValue["value"] | undefined {
  switch (form) {
    case "plain":
      return writePlain(field as JsonValue | bigint);
    case "double":
      return typeof field === "number" ? { case: "doubleValue", value: field } : undefined;
    case "int":
      return typeof field === "string" && /^-?\d{1,20}$/.test(field)
        ? { case: "intValue", value: BigInt(field) }
        : undefined;
    case "list":
      return typeof field === "string" ? writePlain([field]) : undefined;
    case "seconds":
      return typeof field === "number" ? { case: "doubleValue", value: field / 1000 } : undefined;
    case "secondsInt":
      return typeof field === "number" && Number.isInteger(field / 1000)
        ? { case: "intValue", value: BigInt(field / 1000) }
        : undefined;
    default:
      return { case: "stringValue", value: formatJson(field as JsonValue, form) };
  }
}

function writePlain(field: JsonValue | bigint | undefined): AnyValue["value"] {
  switch (typeof field) {
    case "string":
      return { case: "stringValue", value: field };
    case "boolean":
      return { case: "boolValue", value: field };
    case "bigint":
      return { case: "intValue", value: field };
    case "number":
      return Number.isInteger(field)
        ? { case: "intValue", value: BigInt(field) }
        : { case: "doubleValue", value: field };
    default:
      return field === null || field === undefined ? { case: undefined } : writePlainObject(field);
  }
}

function wrap(value: AnyValue["value"]): AnyValue {
  return { $typeName: "opentelemetry.proto.common.v1.AnyValue", value };
}

function writePlainObject(field: JsonObject | JsonValue[]): AnyValue["value"] {
  if (Array.isArray(field)) {
    const values = field.map((element) => wrap(writePlain(element)));
    return { case: "arrayValue", value: { $typeName: "opentelemetry.proto.common.v1.ArrayValue", values } };
  }
  const values = Object.entries(field).map(([key, value]) => ({
    $typeName: "opentelemetry.proto.common.v1.KeyValue" as const,
    key,
    keyStrindex: 0,
    value: wrap(writePlain(value)),
  }));
  return { case: "kvlistValue", value: { $typeName: "opentelemetry.proto.common.v1.KeyValueList", values } };
}

/** Returns whether two values are the same, types included. The order of the keys of a map has no meaning. */
function isSame(a: AnyValue["value"], b: AnyValue["value"] | undefined): boolean {
  if (b === undefined || a.case !== b.case) {
    return false;
  }
  if (a.case === "arrayValue" && b.case === "arrayValue") {
    const others = b.value.values;
    return (
      a.value.values.length === others.length &&
      a.value.values.every((element, index) => isSame(element.value, others[index]?.value))
    );
  }
  if (a.case === "kvlistValue" && b.case === "kvlistValue") {
    const others = new Map(b.value.values.map((entry) => [entry.key, entry.value]));
    return (
      a.value.values.length === others.size &&
      b.value.values.length === others.size &&
      a.value.values.every(
        ({ key, keyStrindex, value }) =>
          value !== undefined && keyStrindex === 0 && isSame(value.value, others.get(key)?.value),
      )
    );
  }
  return a.case !== "bytesValue" && Object.is(a.value, b.value);
}
