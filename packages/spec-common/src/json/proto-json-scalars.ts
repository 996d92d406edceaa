// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScalarType } from "@bufbuild/protobuf";
import { readAnyBytes } from "./base64.js";
import { checkBoolean, checkFloat, checkInteger, checkString } from "./check-scalar.js";
import type { ReadValue } from "./codec-state.js";
import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";
import { readNumber } from "./read-number.js";
import { integerRange, is64Bit, longRange } from "./scalar-range.js";

const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?$/;

/** Creates the function that reads a scalar in ProtoJSON, where numbers may be strings and base64 has variants. */
export function createProtoJsonScalarReader(type: ScalarType): ReadValue {
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

/** A string holds all digits of a 64-bit integer, and only a number is limited to what it holds exactly. */
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

/** Turns a string that holds a number as JSON writes it into that number. Everything else stays as it is. */
function parseDecimal(json: unknown): unknown {
  return typeof json === "string" && decimal.test(json) ? Number(json) : json;
}
