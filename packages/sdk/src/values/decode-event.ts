// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import { type FieldShape, shapeOf } from "./message-shapes.js";
import { type RawField, readFields, readText } from "./read-fields.js";

/** Decodes an event that `encodeEvent` encoded. It reads the table of shapes, which takes less room than a codec. */
export function decodeEvent(bytes: Uint8Array): Event {
  return readMessage("Event", bytes) as unknown as Event;
}

function readMessage(name: string, bytes: Uint8Array): Record<string, unknown> {
  const { fields, empty } = shapeOf(name);
  const message: Record<string, unknown> = { ...empty };
  const found = readFields(bytes);
  for (const field of fields.values()) {
    const { localName, repeated, isContent, tag } = field;
    const values = found.get(tag >>> 3) ?? [];
    const last = values.at(-1);
    if (repeated) {
      message[localName] = values.map((value) => readValue(field, value));
    } else if (last !== undefined && isContent) {
      message["content"] = { case: localName, value: readValue(field, last) };
    } else if (last !== undefined) {
      message[localName] = readValue(field, last);
    }
  }
  return message;
}

function readValue({ kind, message }: FieldShape, field: RawField): unknown {
  switch (kind) {
    case "s":
      return readText(field);
    case "b":
      return Number(field) !== 0;
    case "n":
      return Number(BigInt.asIntN(32, field as bigint));
    case "i":
      return BigInt.asIntN(64, field as bigint);
    case "d":
      return readDouble(field);
    case "j":
      return readStruct(field as Uint8Array);
    case "y":
      return (field as Uint8Array).slice();
    default:
      return readMessage(message, field as Uint8Array);
  }
}

function readDouble(field: RawField): number {
  const { buffer, byteOffset } = field as Uint8Array;
  return new DataView(buffer, byteOffset).getFloat64(0, true);
}

/** Decodes a `google.protobuf.Struct` that `writeStruct` wrote. */
export function readStruct(bytes: Uint8Array): JsonObject {
  const entries = (readFields(bytes).get(1) ?? []).map((entry): [string, JsonValue] => {
    const members = readFields(entry as Uint8Array);
    return [readText(members.get(1)?.[0]), readJson(members.get(2)?.[0] as Uint8Array)];
  });
  // Unlike an assignment, this makes a member of a name such as __proto__.
  return Object.fromEntries(entries);
}

function readJson(bytes: Uint8Array): JsonValue {
  const [[kind, [field]]] = [...readFields(bytes)] as [[number, [RawField]]];
  switch (kind) {
    case 2:
      return readDouble(field);
    case 3:
      return readText(field);
    case 4:
      return field === 1n;
    case 5:
      return readStruct(field as Uint8Array);
    case 6:
      return (readFields(field as Uint8Array).get(1) ?? []).map((item) => readJson(item as Uint8Array));
    default:
      return null;
  }
}
