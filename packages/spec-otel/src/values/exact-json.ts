// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type JsonObject, type JsonValue } from "@bufbuild/protobuf";
import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";
import { parseJson } from "@chaukas/spec-common/json";
import {
  type AnyValue,
  AnyValueSchema,
  type KeyValue,
  KeyValueSchema,
} from "../gen/opentelemetry/proto/common/v1/common_pb.js";

/**
 * JSON that keeps every value of OpenTelemetry exactly, for a `google.protobuf.Struct`, whose only number is a double. A
 * value that JSON has as such stays as it is: text, true and false, integers within ±(2^53 − 1), doubles with a
 * fraction, lists, and maps. The others are objects with one key:
 *
 * | value | JSON |
 * | --- | --- |
 * | integer beyond ±(2^53 − 1) | `{"$int": "9007199254740993"}` |
 * | double without a fraction, or not finite | `{"$double": "1"}`, `{"$double": "-0"}`, `{"$double": "NaN"}` |
 * | bytes | `{"$bytes": "AAEC"}`, in base64 |
 * | map with a key twice, or with one key only that begins with `$` | `{"$map": [["key", "value"]]}` |
 * | empty value | `null` |
 * | no value at all | `{"$none": true}` |
 * | list or map below 12 others | `{"$json": "…"}`, this JSON as text |
 *
 * The order of the keys of a map has no meaning, as in OpenTelemetry.
 */
export type ExactJson = JsonValue;

const maxDepth = 12;

/** Converts attributes, or the entries of a map, to exact JSON. */
export function attributesToExactJson(attributes: readonly KeyValue[]): JsonObject {
  return mapToJson(attributes, 0);
}

/** Converts exact JSON back to attributes. */
export function attributesFromExactJson(json: JsonValue | undefined): KeyValue[] {
  return json === undefined ? [] : mapFromJson(json as JsonObject);
}

/** Converts a value to exact JSON. */
export function toExactJson(value: AnyValue | undefined): ExactJson {
  return valueToJson(value, 0);
}

/** Converts exact JSON back to the value. */
export function fromExactJson(json: ExactJson): AnyValue | undefined {
  if (isTagged(json, "$none")) {
    return undefined;
  }
  return create(AnyValueSchema, { value: valueFromJson(json) });
}

function valueToJson(value: AnyValue | undefined, depth: number): JsonValue {
  if (value === undefined) {
    return { $none: true };
  }
  const { value: member } = value;
  switch (member.case) {
    case "stringValue":
    case "boolValue":
      return member.value;
    case "intValue":
      return intToJson(member.value);
    case "doubleValue":
      return doubleToJson(member.value);
    case "bytesValue":
      return { $bytes: base64Encode(member.value) };
    case "arrayValue":
      return nest(depth, (inner) => member.value.values.map((element) => valueToJson(element, inner)));
    case "kvlistValue":
      return nest(depth, (inner) => mapToJson(member.value.values, inner));
    case "stringValueStrindex":
      return { $strindex: member.value };
    default:
      return null;
  }
}

function nest(depth: number, write: (depth: number) => JsonValue): JsonValue {
  return depth === maxDepth ? { $json: JSON.stringify(write(Number.NEGATIVE_INFINITY)) } : write(depth + 1);
}

function intToJson(value: bigint): JsonValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : { $int: value.toString() };
}

function doubleToJson(value: number): JsonValue {
  if (Number.isFinite(value) && !Number.isInteger(value)) {
    return value;
  }
  return { $double: Object.is(value, -0) ? "-0" : String(value) };
}

function mapToJson(entries: readonly KeyValue[], depth: number): JsonObject {
  const pairs = entries.map((entry): [string, JsonValue] => [entry.key, valueToJson(entry.value, depth)]);
  const isPlain =
    new Set(pairs.map(([key]) => key)).size === pairs.length &&
    !(pairs.length === 1 && pairs[0]?.[0].startsWith("$")) &&
    entries.every(({ keyStrindex }) => keyStrindex === 0);
  return isPlain
    ? Object.fromEntries(pairs)
    : {
        $map: entries.map(({ keyStrindex }, index) => [
          ...(pairs[index] ?? []),
          ...(keyStrindex === 0 ? [] : [keyStrindex]),
        ]),
      };
}

function mapFromJson(json: JsonObject): KeyValue[] {
  const pairs = isTagged(json, "$map") ? (json["$map"] as [string, JsonValue, number?][]) : Object.entries(json);
  return pairs.map(([key, value, keyStrindex = 0]) => {
    const read = fromExactJson(value);
    return create(KeyValueSchema, { key, keyStrindex: Number(keyStrindex), ...(read && { value: read }) });
  });
}

function valueFromJson(json: JsonValue): AnyValue["value"] {
  switch (typeof json) {
    case "string":
      return { case: "stringValue", value: json };
    case "boolean":
      return { case: "boolValue", value: json };
    case "number":
      return Number.isInteger(json) ? { case: "intValue", value: BigInt(json) } : { case: "doubleValue", value: json };
    default:
      return json === null ? { case: undefined } : objectFromJson(json);
  }
}

function objectFromJson(json: JsonObject | JsonValue[]): AnyValue["value"] {
  if (Array.isArray(json)) {
    const values = json.map((element) => fromExactJson(element) ?? create(AnyValueSchema));
    return { case: "arrayValue", value: { $typeName: "opentelemetry.proto.common.v1.ArrayValue", values } };
  }
  const [tag = "", value] = Object.entries(json)[0] ?? [];
  switch (isTagged(json, tag) ? tag : "") {
    case "$int":
      return { case: "intValue", value: BigInt(value as string) };
    case "$double":
      return { case: "doubleValue", value: Number(value) };
    case "$bytes":
      return { case: "bytesValue", value: base64Decode(value as string) };
    case "$strindex":
      return { case: "stringValueStrindex", value: value as number };
    case "$json":
      return valueFromJson(parseJson(value as string) as JsonValue);
    default:
      return {
        case: "kvlistValue",
        value: { $typeName: "opentelemetry.proto.common.v1.KeyValueList", values: mapFromJson(json) },
      };
  }
}

/** Returns whether JSON is an object with a tag of exact JSON as its only key. */
function isTagged(json: JsonValue, tag: string): boolean {
  return (
    tag.startsWith("$") &&
    typeof json === "object" &&
    json !== null &&
    Object.hasOwn(json, tag) &&
    Object.keys(json).length === 1
  );
}
