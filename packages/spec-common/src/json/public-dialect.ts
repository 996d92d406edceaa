// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScalarType } from "@bufbuild/protobuf";
import { readBytes } from "./base64.js";
import { checkBoolean, checkFloat, checkInteger, checkString } from "./check-scalar.js";
import type { ReadValue } from "./codec-state.js";
import { createMessageReaders } from "./message-reader.js";
import { createEnumReader } from "./public-enum.js";
import { readNumber } from "./read-number.js";
import { integerRange, is64Bit } from "./scalar-range.js";
import { readTimestamp } from "./timestamp.js";

/** Finds the function that reads messages of a type in the public JSON form. */
export const publicReaderOf = /*@__PURE__*/ createMessageReaders({
  hasUnions: true,
  hasProtoJsonMembers: false,
  createScalarReader,
  createEnumReader,
  readTimestamp,
});

function createScalarReader(type: ScalarType): ReadValue {
  switch (type) {
    case ScalarType.STRING:
      return checkString;
    case ScalarType.BOOL:
      return checkBoolean;
    case ScalarType.BYTES:
      return readBytes;
    case ScalarType.DOUBLE:
      return readNumber;
    case ScalarType.FLOAT:
      return (json) => checkFloat(readNumber(json));
    default: {
      const [min, max] = integerRange(type);
      return is64Bit(type) ? (json) => BigInt(checkInteger(json, min, max)) : (json) => checkInteger(json, min, max);
    }
  }
}
