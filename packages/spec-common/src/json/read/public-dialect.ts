// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScalarType } from "@bufbuild/protobuf";
import type { ReadValue } from "../messages/codec-state.js";
import { readBytes } from "../scalars/base64.js";
import {
  checkBoolean,
  checkFloat,
  checkInteger,
  checkString,
  integerRange,
  is64Bit,
  readNumber,
} from "../scalars/check-scalar.js";
import { createEnumReader } from "../scalars/enum-name.js";
import { readTimestamp } from "../scalars/timestamp.js";
import { createMessageReaders } from "./message-reader.js";

/** Returns the function that reads messages of a type in the public JSON form. */
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
