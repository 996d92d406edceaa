// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { type ListValue, NullValue, type Struct, type Value } from "@bufbuild/protobuf/wkt";
import { setOwn } from "./plain-object.js";

// Only fields of the type Struct hold plain objects. Those of the types Value and ListValue hold messages.

/** What a message of the type `google.protobuf.Value` stands for. It is undefined for a value without a kind. */
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

/** What a message of the type `google.protobuf.ListValue` stands for. */
export function unwrapList({ values }: ListValue): unknown[] {
  return values.map(unwrapValue);
}

/** The message of the type `google.protobuf.Value` for a JSON value. */
export function wrapValue(json: JsonValue): Value {
  return { $typeName: "google.protobuf.Value", kind: wrapKind(json) };
}

/** The message of the type `google.protobuf.ListValue` for a list. */
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
