// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import { collectBytes } from "./byte-writer.js";
import { createCapture, type ValueLimits, valueLimits } from "./capture.js";
import { readStruct } from "./decode-event.js";
import { writeStruct } from "./write-value.js";

/**
 * Converts any value to a JSON object for a field of type `google.protobuf.Struct`, and never fails. The result shares
 * nothing with the value.
 *
 * - A `toJSON` method is called, as `JSON.stringify` does. A `Date` becomes RFC 3339 text.
 * - An `Error` becomes its `name`, `message` and `cause`, and its other enumerable properties.
 * - A `Map` becomes an object, a `Set` and a typed array become arrays. Bytes become base64.
 * - A `bigint` becomes a number if that is exact, otherwise its decimal digits. Numbers that JSON lacks become the strings
 *   `"NaN"`, `"Infinity"` and `"-Infinity"`.
 * - What has no JSON form becomes a text in brackets: `[function name]`, `[symbol name]`, `[undefined]` in arrays,
 *   `[circular]`, `[nested too deep]`, `[threw: message]` for a getter or `toJSON` that throws.
 * - Half of a surrogate pair becomes its escape sequence, such as `\ud83d`.
 * - A text above the limits is cut, with `… [cut: 70000 characters]` at its end; members and items above them are replaced
 *   by one member or item `[cut: 12 more]`.
 * - A value that is not an object, such as a text or an array, becomes the member `value`.
 */
export function toStruct(value: unknown, limits: Partial<ValueLimits> = {}): JsonObject {
  const capture = createCapture({ ...valueLimits, ...limits });
  return readStruct(collectBytes(() => writeStruct(value, capture)));
}
