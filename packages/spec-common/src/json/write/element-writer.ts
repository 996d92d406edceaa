// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type JsonValue, type Message, ScalarType } from "@bufbuild/protobuf";
import type { ListValue, Timestamp, Value } from "@bufbuild/protobuf/wkt";
import { describeValue, Fault } from "../errors/fault.js";
import { type CodecState, enterMessage, type WriteMessage, type WriteValue } from "../messages/codec-state.js";
import { copyList, copyStruct, copyValue } from "../messages/copy-struct.js";
import { noJsonForm } from "../messages/message-members.js";
import { unwrapList, unwrapValue } from "../messages/value-message.js";
import { writeBytes } from "../scalars/base64.js";
import { checkBoolean, checkFloat, checkInteger, checkString, integerRange, is64Bit } from "../scalars/check-scalar.js";
import { createEnumWriter } from "../scalars/enum-name.js";
import { writeTimestamp } from "../scalars/timestamp.js";

/** Creates the function that writes the value of a field, or one element of its list or map. */
export function createElementWriter(field: DescField, writerOf: (desc: DescMessage) => WriteMessage): WriteValue {
  if (field.message !== undefined) {
    return wellKnownWriter(field.message) ?? writerOf(field.message);
  }
  return field.enum === undefined ? createScalarWriter(field.scalar as ScalarType) : createEnumWriter(field.enum);
}

function wellKnownWriter(desc: DescMessage): WriteValue | undefined {
  switch (desc.typeName) {
    case "google.protobuf.Timestamp":
      return (value, state) => {
        enterMessage(state);
        const json = writeTimestamp(checkMessage<Timestamp>(value, "google.protobuf.Timestamp"));
        state.depth--;
        return json;
      };
    case "google.protobuf.Struct":
      return (value, state) => copyStruct(value, state, writeOther);
    case "google.protobuf.Value":
      return (value, state) =>
        copyValue(unwrapValue(checkMessage<Value>(value, "google.protobuf.Value")), state, writeOther);
    case "google.protobuf.ListValue":
      return (value, state) =>
        copyList(unwrapList(checkMessage<ListValue>(value, "google.protobuf.ListValue")), state, writeOther);
    case "google.protobuf.Any":
      // Written as a message with its two fields, which requires no registry.
      return undefined;
    default:
      if (desc.typeName.startsWith("google.protobuf.")) {
        throw noJsonForm(desc);
      }
      return undefined;
  }
}

/** Writes a number inside a Struct, or null for a value without a kind, which is undefined in messages. */
function writeOther(value: unknown, state: CodecState): JsonValue {
  if (value === undefined) {
    return null;
  }
  if (typeof value !== "number") {
    throw new Fault("wrong_type", "a JSON value", describeValue(value));
  }
  return writeNumber(value, state);
}

/** Creates the function that writes values of a scalar type. */
function createScalarWriter(type: ScalarType): WriteValue {
  switch (type) {
    case ScalarType.STRING:
      return checkString;
    case ScalarType.BOOL:
      return checkBoolean;
    case ScalarType.BYTES:
      return writeBytes;
    case ScalarType.DOUBLE:
      return writeNumber;
    case ScalarType.FLOAT:
      return (value, state) => writeNumber(checkFloat(value), state);
    default: {
      const [min, max] = integerRange(type);
      return is64Bit(type) ? (value) => writeLong(value, min, max) : (value) => checkInteger(value, min, max);
    }
  }
}

/** Writes a number, or one of the strings "NaN", "Infinity" and "-Infinity" for numbers that JSON lacks. */
function writeNumber(value: unknown, state: CodecState): JsonValue {
  if (typeof value !== "number") {
    throw new Fault("wrong_type", "a number", describeValue(value));
  }
  if (value === 0) {
    state.hasNegativeZero ||= Object.is(value, -0);
    return value;
  }
  return Number.isFinite(value) ? value : String(value);
}

function writeLong(value: unknown, min: number, max: number): number {
  if (typeof value !== "bigint" && typeof value !== "string") {
    throw new Fault("wrong_type", "a bigint", describeValue(value));
  }
  const number = Number(value);
  if (!(number >= min && number <= max)) {
    throw new Fault("out_of_range", `an integer from ${min} to ${max}`, describeValue(value));
  }
  return number;
}

/** Returns a message. Throws if it is not of the given type. */
export function checkMessage<T extends Message>(value: unknown, typeName: T["$typeName"]): T {
  if ((value as Message | null | undefined)?.$typeName !== typeName) {
    throw new Fault("wrong_type", `a message of type ${typeName}`, describeValue(value));
  }
  return value as T;
}
