// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import fc from "fast-check";

/** Strings of all Unicode characters, including some that programs often handle incorrectly. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "toJSON",
    "kind",
    "\u0000",
    '"\\/',
    "\u2028",
    "🚀 Köln",
    "-0",
  ),
);

const { object, value } = fc.letrec<{ object: JsonObject; value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    arbitraryText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(-0, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53, 2 ** 60, 1e21),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  // Assigning to __proto__ would not create a member.
  object: fc.array(fc.tuple(arbitraryText, tie("value")), { maxLength: 3 }).map(Object.fromEntries),
}));

/** JSON values of all types, with any legal keys. */
export const arbitraryJsonValue: fc.Arbitrary<JsonValue> = value;

/** JSON objects, as in a `google.protobuf.Struct`. */
export const arbitraryJsonObject: fc.Arbitrary<JsonObject> = object;
