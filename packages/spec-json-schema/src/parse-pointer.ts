// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Splits a JSON Pointer (RFC 6901) into the keys that it names. Indexes of arrays stay strings, as the
 * pointer does not tell them from keys.
 *
 * @internal
 */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
