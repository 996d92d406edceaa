// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapePointerKey } from "./json-pointer.js";

/**
 * Path of a leaf from the root of the normal form (§3): members of objects as strings, elements of arrays as numbers.
 * Unlike a JSON Pointer, it tells an element of an array from a member of an object whose key is a number.
 */
export type LeafPath = readonly (string | number)[];

/** Returns the JSON Pointer (RFC 6901) to a leaf, as users and errors name it. */
export function leafPathToPointer(path: LeafPath): string {
  return path.map((segment) => `/${escapePointerKey(String(segment))}`).join("");
}

/** Returns whether a value is the path of a leaf. */
export function isLeafPath(value: unknown): value is LeafPath {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((segment) => typeof segment === "string" || (Number.isSafeInteger(segment) && segment >= 0))
  );
}
