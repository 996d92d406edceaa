// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { JsonCodecError, type JsonCodecErrorCode, type TextPosition } from "./json-codec-error.js";

const maxLength = 60;

/**
 * Thrown by the code that finds a value it cannot read or write. That code does not know where in the document the
 * value is, so every enclosing object and list adds its key as the error propagates.
 *
 * @internal
 */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: JsonCodecErrorCode;
  readonly expected: string;
  readonly found: string;
  /** The keys that lead to the value, innermost first. */
  readonly keys: (string | number)[] = [];
  /** Index of the value in the text that was read, if it is known. */
  readonly index: number | undefined;

  constructor(code: JsonCodecErrorCode, expected: string, found: string, index?: number) {
    super(`expected ${expected}, found ${found}`);
    this.code = code;
    this.expected = expected;
    this.found = found;
    this.index = index;
  }
}

/** Adds an enclosing key to a fault and returns the fault. Returns other errors unchanged. */
export function withKey(error: unknown, key: string | number): unknown {
  if (error instanceof Fault) {
    error.keys.push(key);
  }
  return error;
}

/**
 * Converts a fault to the error that callers see. Returns other errors unchanged. `locate` returns the place of a fault
 * in the text that was read.
 */
export function toJsonCodecError(
  error: unknown,
  subject: string,
  locate?: (fault: Fault) => TextPosition | undefined,
): unknown {
  return error instanceof Fault
    ? new JsonCodecError(error.code, toPointer(error.keys), error.expected, error.found, subject, locate?.(error))
    : error;
}

function toPointer(keys: readonly (string | number)[]): string {
  return keys.reduceRight<string>((pointer, key) => `${pointer}/${escapeKey(String(key))}`, "");
}

/** Escapes a key as in RFC 6901, section 3. Replaces lone surrogates, so that the error can be encoded in UTF-8. */
function escapeKey(key: string): string {
  return key
    .replace(/~/g, "~0")
    .replace(/\//g, "~1")
    .replace(/[\ud800-\udfff]/gu, "\ufffd");
}

/** Describes a value for an error message: scalars as shortened JSON, everything else by its type. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "boolean":
    case "bigint":
      return shorten(String(value));
    case "object":
      return value === null ? "null" : describeObject(value);
    default:
      return typeof value;
  }
}

/** Shortens text for an error message to about 60 characters. */
export function shorten(text: string): string {
  return text.length <= maxLength ? text : `${cut(text)}…`;
}

function quote(text: string): string {
  const quoted = JSON.stringify(text.length <= maxLength ? text : cut(text));
  return text.length <= maxLength && quoted.length <= maxLength + 2 ? quoted : `${cut(quoted)}…"`;
}

/** Returns the beginning of a text. Does not split a surrogate pair, since half of one would show up as an escape. */
function cut(text: string): string {
  return text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, "");
}

function describeObject(value: object): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  }
  if ("$typeName" in value && typeof value.$typeName === "string") {
    return `a message of type ${value.$typeName}`;
  }
  const type = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return type === "Object" ? "an object" : `an object of type ${type}`;
}
