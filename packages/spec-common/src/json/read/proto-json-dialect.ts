// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescEnum, fromJson, type JsonObject, type Registry, ScalarType } from "@bufbuild/protobuf";
import { type Any, AnySchema } from "@bufbuild/protobuf/wkt";
import { describeValue, Fault, shorten, withKey } from "../errors/fault.js";
import type { CodecState, ReadValue } from "../messages/codec-state.js";
import { hasOwn, isPlainObject } from "../messages/plain-object.js";
import { readAnyBytes } from "../scalars/base64.js";
import {
  checkBoolean,
  checkFloat,
  checkInt32,
  checkInteger,
  checkString,
  integerRange,
  is64Bit,
  longRange,
  readNumber,
} from "../scalars/check-scalar.js";
import { readTimestampOrLocal } from "../scalars/timestamp.js";
import { findRounding } from "../text/find-rounding.js";
import { createMessageReaders } from "./message-reader.js";

const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?$/;

/** Returns the function that reads messages of a type in ProtoJSON. */
export const protoJsonReaderOf = /*@__PURE__*/ createMessageReaders({
  hasUnions: false,
  hasProtoJsonMembers: true,
  createScalarReader,
  createEnumReader,
  readTimestamp: readTimestampOrLocal,
  readAny: readAny,
});

/** Creates the function that reads a scalar in ProtoJSON, where numbers may be strings and base64 has variants. */
function createScalarReader(type: ScalarType): ReadValue {
  switch (type) {
    case ScalarType.STRING:
      return checkString;
    case ScalarType.BOOL:
      return checkBoolean;
    case ScalarType.BYTES:
      return readAnyBytes;
    case ScalarType.DOUBLE:
      return (json) => readNumber(parseDecimal(json));
    case ScalarType.FLOAT:
      return (json) => checkFloat(readNumber(parseDecimal(json)));
    default:
      return is64Bit(type) ? createLongReader(type) : createIntegerReader(type);
  }
}

function createIntegerReader(type: ScalarType): ReadValue {
  const [min, max] = integerRange(type);
  return (json) => checkInteger(parseDecimal(json), min, max);
}

/** A string can contain all digits of a 64-bit integer. A number is limited to the integers it represents exactly. */
function createLongReader(type: ScalarType): ReadValue {
  const [min, max] = integerRange(type);
  const [minLong, maxLong] = longRange(type);
  return (json) => {
    if (typeof json !== "string" || !/^-?\d{1,20}$/.test(json)) {
      return BigInt(checkInteger(parseDecimal(json), min, max));
    }
    const long = BigInt(json);
    if (long < minLong || long > maxLong) {
      throw new Fault("out_of_range", `an integer from ${minLong} to ${maxLong}`, describeValue(json));
    }
    return long;
  };
}

/**
 * Converts a string in the syntax of a JSON number to that number. Returns everything else unchanged. Throws for a
 * number that a double would change.
 */
function parseDecimal(json: unknown): unknown {
  if (typeof json !== "string" || !decimal.test(json)) {
    return json;
  }
  const expected = findRounding(json);
  if (expected !== undefined) {
    throw new Fault("out_of_range", expected, shorten(json));
  }
  return Number(json);
}

/** Creates the function that reads an enum in ProtoJSON: the full name of a value, or any number. */
function createEnumReader(desc: DescEnum): ReadValue {
  const numbers = new Map(desc.values.map(({ name, number }) => [name, number]));
  return (json) => {
    const number = numbers.get(json as string);
    if (number !== undefined) {
      return number;
    }
    if (typeof json === "number") {
      return checkInt32(json);
    }
    const code = typeof json === "string" ? "bad_value" : "wrong_type";
    throw new Fault(code, `one of ${[...numbers.keys()].join(", ")}, or a number`, describeValue(json));
  };
}

/**
 * Reads an Any in ProtoJSON, which contains the message in its JSON form. Reading that form requires a registry. For
 * other types, a server of this specification writes `{"@type": …, "@value": …}` with the bytes in base64.
 */
function readAny(json: unknown, state: CodecState): unknown {
  if (!isPlainObject(json)) {
    throw new Fault("wrong_type", "an object", describeValue(json));
  }
  if (hasOwn(json, anyBytes)) {
    return readAnyWithBytes(json, state);
  }
  const { "@type": type } = json;
  if (typeof type === "string" && state.registry?.getMessage(type.slice(type.lastIndexOf("/") + 1)) === undefined) {
    throw withKey(new Fault("bad_value", `a type in the registry, or "${anyBytes}"`, describeValue(type)), "@type");
  }
  const any = parseAny(json as JsonObject, state.registry);
  state.members += countMembers(json);
  return any;
}

const anyBytes = "@value";

function readAnyWithBytes(json: Record<string, unknown>, state: CodecState): Any {
  const keys = Object.keys(json);
  state.members += keys.length;
  const other = keys.find((key) => key !== "@type" && key !== anyBytes);
  if (other !== undefined) {
    throw withKey(new Fault("unknown_key", `"@type" or "${anyBytes}"`, describeValue(other)), other);
  }
  const { "@type": type = "" } = json;
  return {
    $typeName: "google.protobuf.Any",
    typeUrl: readMember(type, "@type", checkString),
    value: readMember(json[anyBytes], anyBytes, readAnyBytes) as Any["value"],
  };
}

function readMember<T>(json: unknown, key: string, read: (json: unknown) => T): T {
  try {
    return read(json);
  } catch (error) {
    throw withKey(error, key);
  }
}

function parseAny(json: JsonObject, registry: Registry | undefined): Any {
  try {
    return fromJson(AnySchema, json, registry === undefined ? {} : { registry });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Fault("bad_value", "a message in ProtoJSON", shorten(reason));
  }
}

function countMembers(json: unknown): number {
  if (typeof json !== "object" || json === null) {
    return 0;
  }
  const own = Array.isArray(json) ? 0 : Object.keys(json).length;
  return Object.values(json).reduce<number>((sum, value) => sum + countMembers(value), own);
}
