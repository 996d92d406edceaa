// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";

/** Strings of all Unicode characters, among them those that programs stumble over. */
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
