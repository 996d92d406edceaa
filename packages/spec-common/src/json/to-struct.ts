// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { describeValue, Fault, toJsonCodecError, withKey } from "./errors/fault.js";
import { type CodecState, createReadState, enterMap, enterMessage } from "./messages/codec-state.js";
import { isPlainObject, setOwn } from "./messages/plain-object.js";
import { writeBytes } from "./scalars/base64.js";
import { checkString } from "./scalars/check-scalar.js";

/**
 * Converts any value that stands for an object, such as an interface, a response of a provider or an `Error`, to a JSON
 * object for a field of type `google.protobuf.Struct`. The result shares nothing with the value.
 *
 * - A `toJSON` method is called, as `JSON.stringify` does, and its result is converted. A `Date` becomes RFC 3339 text.
 * - An `Error` becomes its `name`, `message`, `cause` and `errors`, and its other enumerable properties. Its stack is
 *   left out.
 * - A `Map` with strings as keys becomes an object, a `Set` and a typed array become arrays. A `Uint8Array` and an
 *   `ArrayBuffer` become base64, the JSON form of `bytes`.
 * - Other objects become their own enumerable properties. Those that are undefined are left out.
 * - A `bigint` becomes a number if that is exact. Numbers that JSON lacks become the strings `"NaN"`, `"Infinity"` and
 *   `"-Infinity"`.
 *
 * Throws `JsonCodecError`, with the path, for what would be lost: a function, a symbol, undefined in an array, a larger
 * bigint, an invalid date, a map with other keys, an object whose content is not in properties, such as a promise, half
 * of a surrogate pair, a value that contains itself, and objects nested too deep for decoders. Errors of getters and
 * `toJSON` are passed on.
 */
export function toStruct(value: unknown): JsonObject {
  try {
    // One for the event. The value itself counts as the content of the event.
    const json = convert(value, "", { state: createReadState(undefined, 1), ancestors: new Set() });
    if (typeof json !== "object" || json === null || Array.isArray(json)) {
      throw new Fault("wrong_type", "a value that stands for an object", describeValue(value));
    }
    return json;
  } catch (error) {
    throw toJsonCodecError(error, "Struct");
  }
}

interface Conversion {
  readonly state: CodecState;
  /** The objects that contain the current value. */
  readonly ancestors: Set<object>;
}

/** Counts one message: the `google.protobuf.Value` that a value becomes. */
function convert(value: unknown, key: string, conversion: Conversion): JsonValue {
  const { state } = conversion;
  const { depth } = state;
  enterMessage(state);
  const json = convertType(value, key, conversion);
  state.depth = depth;
  return json;
}

function convertType(value: unknown, key: string, conversion: Conversion): JsonValue {
  switch (typeof value) {
    case "string":
      return checkString(value);
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
      return convertBigint(value);
    case "object":
      return value === null ? null : convertObject(value, key, conversion);
    default:
      throw new Fault("wrong_type", "a value that JSON can represent", describeValue(value));
  }
}

function convertBigint(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new Fault("out_of_range", "an integer that a double represents exactly, or a string", describeValue(value));
  }
  return number;
}

function convertObject(value: object, key: string, conversion: Conversion): JsonValue {
  const { ancestors } = conversion;
  if (ancestors.has(value)) {
    throw new Fault("bad_value", "a value that does not contain itself", "an object that it is part of");
  }
  ancestors.add(value);
  const json = convertKind(value, key, conversion);
  ancestors.delete(value);
  return json;
}

function convertKind(value: object, key: string, conversion: Conversion): JsonValue {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) {
      throw new Fault("bad_value", "a valid date", "an invalid one");
    }
    return value.toISOString();
  }
  // Before toJSON, which a Buffer has.
  if (value instanceof Uint8Array || value instanceof ArrayBuffer) {
    return writeBytes(value instanceof ArrayBuffer ? new Uint8Array(value) : value);
  }
  if ("toJSON" in value && typeof value.toJSON === "function") {
    // Counts as nesting, so that a toJSON that always returns another object with one comes to an end.
    return convert(value.toJSON(key), key, conversion);
  }
  if (Array.isArray(value) || value instanceof Set || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    return convertItems(Array.from(value as Iterable<unknown>), conversion);
  }
  if (value instanceof Map) {
    return convertMembers([...value], conversion);
  }
  if (value instanceof Error) {
    return convertMembers(errorMembers(value), conversion);
  }
  const members = Object.entries(value);
  const isObject = Object.prototype.toString.call(value) === "[object Object]";
  if (!isPlainObject(value) && (!isObject || members.length === 0)) {
    throw new Fault("wrong_type", "an object with properties", describeValue(value));
  }
  return convertMembers(members, conversion);
}

function errorMembers(error: Error): [string, unknown][] {
  const members = new Map<string, unknown>([
    ["name", error.name],
    ["message", error.message],
  ]);
  // These are not enumerable where the engine sets them.
  for (const key of ["cause", "errors"]) {
    if (key in error) {
      members.set(key, error[key as keyof Error]);
    }
  }
  return [...members, ...Object.entries(error).filter(([key]) => !members.has(key))];
}

function convertItems(items: readonly unknown[], conversion: Conversion): JsonValue[] {
  enterMessage(conversion.state);
  return items.map((item, index) => {
    try {
      return convert(item, String(index), conversion);
    } catch (error) {
      throw withKey(error, index);
    }
  });
}

function convertMembers(members: readonly (readonly [unknown, unknown])[], conversion: Conversion): JsonObject {
  enterMessage(conversion.state);
  const present = members.filter(([, member]) => member !== undefined);
  enterMap(
    conversion.state,
    present.map(([key]) => String(key)),
  );
  const json: JsonObject = {};
  for (const [key, member] of present) {
    try {
      setOwn(json, checkString(key), convert(member, String(key), conversion));
    } catch (error) {
      throw withKey(error, String(key));
    }
  }
  return json;
}
