// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type JsonValue, type MessageShape, ScalarType } from "@bufbuild/protobuf";
import { base64Encode } from "@bufbuild/protobuf/wire";
import { bytesToHex } from "./hex.js";

const hexFields: ReadonlySet<string> = new Set(["trace_id", "span_id", "parent_span_id"]);

/**
 * Converts a message of OTLP to OTLP/JSON: ids in lower-case hex, enums as integers, 64-bit integers as strings, members
 * in lowerCamelCase. Members at their default are left out.
 */
export function toOtlpJson<Schema extends DescMessage>(schema: Schema, message: MessageShape<Schema>): JsonValue {
  return writeMessage(schema, message as never);
}

function writeMessage(schema: DescMessage, message: Record<string, unknown>): JsonValue {
  const entries: [string, JsonValue][] = [];
  for (const field of schema.fields) {
    const value = setValueOf(field, message);
    if (value !== undefined) {
      entries.push([field.jsonName, writeField(field, value)]);
    }
  }
  return Object.fromEntries(entries);
}

/** Returns the value of a field, or undefined if it is not set or at its default. */
function setValueOf(field: DescField, message: Record<string, unknown>): unknown {
  if (field.oneof !== undefined) {
    const group = message[field.oneof.localName] as { case?: string; value?: unknown };
    return group.case === field.localName ? group.value : undefined;
  }
  const value = message[field.localName];
  const isDefault =
    field.fieldKind === "message"
      ? value === undefined
      : value === "" || value === 0n || value === false || Object.is(value, 0) || isEmpty(value);
  return isDefault ? undefined : value;
}

function isEmpty(value: unknown): boolean {
  return (Array.isArray(value) || value instanceof Uint8Array) && value.length === 0;
}

function writeField(field: DescField, value: unknown): JsonValue {
  if (field.fieldKind === "list") {
    return (value as unknown[]).map((element) => writeSingle(field, element));
  }
  return writeSingle(field, value);
}

function writeSingle(field: DescField, value: unknown): JsonValue {
  if (field.message !== undefined) {
    return writeMessage(field.message, value as Record<string, unknown>);
  }
  if (typeof value === "bigint") {
    return value.toString();
  }
  if (value instanceof Uint8Array) {
    return hexFields.has(field.name) ? bytesToHex(value) : base64Encode(value);
  }
  if (field.scalar === ScalarType.DOUBLE) {
    // JSON.stringify writes minus zero without its sign.
    return Object.is(value, -0) ? "-0" : Number.isFinite(value) ? (value as number) : String(value);
  }
  return value as JsonValue;
}
