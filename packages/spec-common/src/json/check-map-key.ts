// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScalarType } from "@bufbuild/protobuf";
import { checkString } from "./check-scalar.js";
import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";
import { integerRange, is64Bit, longRange } from "./scalar-range.js";

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
