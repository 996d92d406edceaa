// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScalarType } from "@bufbuild/protobuf";
import { describeValue, Fault } from "../errors/fault.js";

/** Returns a string, unless it holds half of a surrogate pair, for which UTF-8 has no bytes. */
export function checkString(value: unknown): string {
  if (typeof value !== "string") {
    throw new Fault("wrong_type", "a string", describeValue(value));
  }
  // The method is newer than the language version that is compiled for, but every runtime at hand has it.
  if (!(value as unknown as { isWellFormed(): boolean }).isWellFormed()) {
    throw new Fault("bad_unicode", "surrogates only in pairs", describeValue(value));
  }
  return value;
}

/** Returns a boolean. */
export function checkBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") {
    throw new Fault("wrong_type", "true or false", describeValue(value));
  }
  return value;
}

/** Returns a number that is an integer between two limits. Minus zero becomes zero. */
export function checkInteger(value: unknown, min: number, max: number): number {
  if (typeof value !== "number" || (Number.isFinite(value) && !Number.isInteger(value))) {
    throw new Fault("wrong_type", "an integer", describeValue(value));
  }
  if (!(value >= min && value <= max)) {
    throw new Fault("out_of_range", `an integer from ${min} to ${max}`, describeValue(value));
  }
  return value + 0;
}

/** Returns a number that fits into 32 bits with a sign, as the values of enums do. */
export function checkInt32(value: unknown): number {
  return checkInteger(value, -(2 ** 31), 2 ** 31 - 1);
}

/** Returns a number unless it becomes infinite when it is rounded to 32 bits. */
export function checkFloat(value: unknown): unknown {
  if (Number.isFinite(value) && !Number.isFinite(Math.fround(value as number))) {
    throw new Fault("out_of_range", "a number that fits into 32 bits", describeValue(value));
  }
  return value;
}

/** The least and the greatest value of an integer type in JSON, where 64 bits end at what a number holds exactly. */
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

/** Whether messages hold values of an integer type as bigint. */
export function is64Bit(type: ScalarType): boolean {
  return integerRange(type)[1] === Number.MAX_SAFE_INTEGER;
}

/** The least and the greatest value of a 64-bit integer type. */
export function longRange(type: ScalarType): readonly [min: bigint, max: bigint] {
  return integerRange(type)[0] === 0 ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n];
}

/** Returns the key of a map entry, which JSON and messages alike hold as a string, if the type has such a value. */
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
  // A key is a string, so that all digits of a 64-bit integer are there.
  const [min, max] = is64Bit(type) ? longRange(type) : integerRange(type);
  if (BigInt(key) < min || BigInt(key) > max) {
    throw new Fault("out_of_range", `an integer from ${min} to ${max} as key`, describeValue(key));
  }
  return key;
}

/** Reads a number, or one of the three strings that stand for the numbers that JSON lacks. */
export function readNumber(json: unknown): number {
  if (json === "NaN" || json === "Infinity" || json === "-Infinity") {
    return Number(json);
  }
  if (typeof json !== "number") {
    throw new Fault("wrong_type", 'a number, or "NaN", "Infinity" or "-Infinity"', describeValue(json));
  }
  return checkFinite(json);
}

/** Returns a finite number. Others come from texts such as `1e400`, which are no number that a double holds. */
export function checkFinite(json: number): number {
  if (!Number.isFinite(json)) {
    throw new Fault("out_of_range", "a number that a double holds", describeValue(json));
  }
  return json;
}
