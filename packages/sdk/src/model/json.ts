// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A JSON object of which nothing is known. */
export type Json = Readonly<Record<string, unknown>>;

/** Returns whether a value is an object, and no array. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the value if it is an object, otherwise an empty one. */
export function jsonOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** Returns the text if it is one and not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Returns a number of tokens, or 0 if the value is not a positive int32. */
export function countOf(value: unknown): number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31 ? (value as number) : 0;
}
