// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScalarType } from "@bufbuild/protobuf";
import { describeValue, Fault } from "../errors/fault.js";

/** Returns a string. Throws if it contains half of a surrogate pair, which UTF-8 cannot represent. */
export function checkString(value: unknown): string {
  if (typeof value !== "string") {
    throw new Fault("wrong_type", "a string", describeValue(value));
  }
  if (!isWellFormed(value)) {
    throw new Fault("bad_unicode", "surrogates only in pairs", describeValue(value));
  }
  return value;
}

// With the flag u, a pair of surrogates is one character, which is not in the range.
const loneSurrogate = /[\ud800-\udfff]/u;

/** Returns whether UTF-8 can represent a string. Engines of 2022 lack the method of the same name. */
export function isWellFormed(text: string): boolean {
  const { isWellFormed: native } = text as string & { isWellFormed?: () => boolean };
  return native === undefined ? !loneSurrogate.test(text) : native.call(text);
}

/** Returns a boolean. */
export function checkBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") {
    throw new Fault("wrong_type", "true or false", describeValue(value));
  }
  return value;
}

/** Returns an integer from `min` to `max`. Minus zero becomes zero. */
export function checkInteger(value: unknown, min: number, max: number): number {
  if (typeof value !== "number" || (Number.isFinite(value) && !Number.isInteger(value))) {
    throw new Fault("wrong_type", "an integer", describeValue(value));
  }
  if (!(value >= min && value <= max)) {
    throw new Fault("out_of_range", `an integer from ${min} to ${max}`, describeValue(value));
  }
  return value + 0;
}

/** Returns a signed 32-bit integer, the type of enum values. */
export function checkInt32(value: unknown): number {
  return checkInteger(value, -(2 ** 31), 2 ** 31 - 1);
}

/** Returns a number. Throws if rounding to 32 bits makes it infinite. */
export function checkFloat(value: unknown): unknown {
  if (Number.isFinite(value) && !Number.isFinite(Math.fround(value as number))) {
    throw new Fault("out_of_range", "a number that fits into 32 bits", describeValue(value));
  }
  return value;
}

/** Returns the range of an integer type in JSON. For 64-bit types, it ends at the largest exact integer of a number. */
export function integerRange(type: ScalarType): readonly [min: number, max: number] {
  switch (type) {
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return [0, 2 ** 32 - 1];
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return [0, Number.MAX_SAFE_INTEGER];
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
      return [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    default:
      return [-(2 ** 31), 2 ** 31 - 1];
  }
}

/** Returns whether values of an integer type are bigints in messages. */
export function is64Bit(type: ScalarType): boolean {
  return integerRange(type)[1] === Number.MAX_SAFE_INTEGER;
}

/** Returns the range of a 64-bit integer type. */
export function longRange(type: ScalarType): readonly [min: bigint, max: bigint] {
  return integerRange(type)[0] === 0 ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n];
}

/** Returns a map key, which is a string in JSON and in messages. Throws if the key type has no such value. */
export function checkMapKey(key: string, type: ScalarType): string {
  switch (type) {
    case ScalarType.STRING:
      return checkString(key);
    case ScalarType.BOOL:
      if (key !== "true" && key !== "false") {
        throw new Fault("bad_value", `"true" or "false" as key`, describeValue(key));
      }
      return key;
    default:
      return checkIntegerKey(key, type);
  }
}

function checkIntegerKey(key: string, type: ScalarType): string {
  if (!/^(?:0|-?[1-9]\d{0,19})$/.test(key)) {
    throw new Fault("bad_value", "an integer as key", describeValue(key));
  }
  // A key is a string, and therefore has all digits of a 64-bit integer.
  const [min, max] = is64Bit(type) ? longRange(type) : integerRange(type);
  if (BigInt(key) < min || BigInt(key) > max) {
    throw new Fault("out_of_range", `an integer from ${min} to ${max} as key`, describeValue(key));
  }
  return key;
}

/** Reads a number, or one of the strings "NaN", "Infinity" and "-Infinity" for numbers that JSON lacks. */
export function readNumber(json: unknown): number {
  if (json === "NaN" || json === "Infinity" || json === "-Infinity") {
    return Number(json);
  }
  if (typeof json !== "number") {
    throw new Fault("wrong_type", 'a number, or "NaN", "Infinity" or "-Infinity"', describeValue(json));
  }
  return checkFinite(json);
}

/** Returns a finite number. Infinite ones come from text such as `1e400`, which exceeds the range of a double. */
export function checkFinite(json: number): number {
  if (!Number.isFinite(json)) {
    throw new Fault("out_of_range", "a number within the range of a double", describeValue(json));
  }
  return json;
}
