// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";

const wellFormed = /^(?:\/(?:[^~/]|~[01])*)*$/;

/** Escapes a key of an object for use in a JSON Pointer (RFC 6901). */
export function escapePointerKey(key: string): string {
  return key.includes("~") || key.includes("/") ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}

/** Splits a JSON Pointer into its keys. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parsePointer(pointer: string): string[] {
  if (!wellFormed.test(pointer)) {
    throw new IntegrityError(
      "malformed",
      "",
      `expected a JSON Pointer such as /message/text, got ${JSON.stringify(pointer)}`,
      "pointer",
    );
  }
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Returns whether a pointer is at or below a place. */
export function isWithin(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}
