// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type JsonValue, ScalarType } from "@bufbuild/protobuf";
import { writeBytes } from "./base64.js";
import { checkBoolean, checkFloat, checkInteger, checkString } from "./check-scalar.js";
import type { CodecState, WriteValue } from "./codec-state.js";
import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";
import { integerRange, is64Bit } from "./scalar-range.js";

/** Creates the function that writes values of a scalar type. */
export function createScalarWriter(type: ScalarType): WriteValue {
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

/** Writes a number, or one of the strings "NaN", "Infinity" and "-Infinity", for which JSON has no number. */
export function writeNumber(value: unknown, state: CodecState): JsonValue {
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
