// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with a value:
 * - `syntax`: the text is not JSON;
 * - `duplicate_key`: an object has a key twice, by one name or by two names of one field, or two keys of which it
 *   may have one;
 * - `unknown_key`: an object has a key that its message does not know;
 * - `missing_key`: an object lacks a key without which it means nothing;
 * - `wrong_type`: another JSON type is expected, or another type of the field of a message;
 * - `bad_value`: the type is right, but the value is none of those expected;
 * - `out_of_range`: a number or a time is outside of what the field, or a JSON number, can hold;
 * - `bad_unicode`: a string holds a surrogate without its other half, which UTF-8 cannot express;
 * - `too_deep`: messages are nested deeper than 100, at which decoders give up.
 */
export type JsonCodecErrorCode =
  | "syntax"
  | "duplicate_key"
  | "unknown_key"
  | "missing_key"
  | "wrong_type"
  | "bad_value"
  | "out_of_range"
  | "bad_unicode"
  | "too_deep";

/**
 * Thrown when JSON cannot be read into a message, or a message cannot be written as JSON, without changing what it
 * says. Nothing has been read or written then.
 */
export class JsonCodecError extends Error {
  override readonly name = "JsonCodecError";
  readonly code: JsonCodecErrorCode;
  /**
   * Place of the value in the public JSON form as a JSON Pointer (RFC 6901), such as `/content/kind`. For a missing
   * key it is the place where the value belongs. Empty for the whole.
   */
  readonly path: string;
  /** What was expected, as an English phrase. It may change between versions; test `code` instead. */
  readonly expected: string;
  /** What was found, as JSON where it is short, otherwise shortened. */
  readonly found: string;

  /** Composes the message; `subject` stands in it for the path of the whole. */
  constructor(code: JsonCodecErrorCode, path: string, expected: string, found: string, subject: string) {
    super(`${path === "" ? subject : path}: expected ${expected}, found ${found}`);
    this.code = code;
    this.path = path;
    this.expected = expected;
    this.found = found;
  }
}

/** Tells whether a value is a {@link JsonCodecError}, of whichever installed copy of this package. */
export function isJsonCodecError(value: unknown): value is JsonCodecError {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    value.name === "JsonCodecError" &&
    "code" in value &&
    typeof value.code === "string" &&
    "path" in value &&
    typeof value.path === "string"
  );
}
