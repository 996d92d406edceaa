// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { type ListValue, NullValue, type Struct, type Value } from "@bufbuild/protobuf/wkt";
import { setOwn } from "./plain-object.js";

// Only fields of type Struct contain plain objects. Fields of the types Value and ListValue contain messages.

/** Converts a `google.protobuf.Value` to a JSON value. Returns undefined for a message without a kind. */
export function unwrapValue({ kind }: Value): unknown {
  switch (kind.case) {
    case "structValue": {
      const object: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(kind.value.fields)) {
        setOwn(object, key, unwrapValue(value));
      }
      return object;
    }
    case "listValue":
      return unwrapList(kind.value);
    case "nullValue":
      return null;
    default:
      return kind.value;
  }
}

/** Converts a `google.protobuf.ListValue` to a list of JSON values. */
export function unwrapList({ values }: ListValue): unknown[] {
  return values.map(unwrapValue);
}

/** Converts a JSON value to a `google.protobuf.Value`. */
export function wrapValue(json: JsonValue): Value {
  return { $typeName: "google.protobuf.Value", kind: wrapKind(json) };
}

/** Converts a list of JSON values to a `google.protobuf.ListValue`. */
export function wrapList(json: readonly JsonValue[]): ListValue {
  return { $typeName: "google.protobuf.ListValue", values: json.map(wrapValue) };
}

function wrapKind(json: JsonValue): Value["kind"] {
  switch (typeof json) {
    case "string":
      return { case: "stringValue", value: json };
    case "number":
      return { case: "numberValue", value: json };
    case "boolean":
      return { case: "boolValue", value: json };
    default:
      if (json === null) {
        return { case: "nullValue", value: NullValue.NULL_VALUE };
      }
      return Array.isArray(json)
        ? { case: "listValue", value: wrapList(json) }
        : { case: "structValue", value: wrapStruct(json) };
  }
}

function wrapStruct(json: JsonObject): Struct {
  const fields: Record<string, Value> = {};
  for (const [key, value] of Object.entries(json)) {
    setOwn(fields, key, wrapValue(value));
  }
  return { $typeName: "google.protobuf.Struct", fields };
}
