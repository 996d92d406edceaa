// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with a value:
 * - `syntax`: the text is not JSON;
 * - `duplicate_key`: an object has a key twice, under the same name or under two names of one field, or it has two
 *   keys that exclude each other;
 * - `unknown_key`: an object has a key that its message does not define;
 * - `missing_key`: an object lacks a key that it needs to have a meaning;
 * - `wrong_type`: the value has the wrong JSON type or, in a message, the wrong type for its field;
 * - `bad_value`: the type is right, but the value is not one of those expected;
 * - `out_of_range`: a number or a time is outside the range of the field, or of a JSON number;
 * - `bad_unicode`: a string contains half of a surrogate pair, which UTF-8 cannot represent;
 * - `too_deep`: messages are nested more than 100 deep, at which decoders give up;
 * - `too_many`: a batch has more events than the caller allows.
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
  | "too_deep"
  | "too_many";

/** A place in JSON text. Lines and columns start at 1; columns count UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * Thrown when JSON cannot be read into a message, or a message cannot be written as JSON, without changing its
 * meaning. Nothing has been read or written in that case.
 */
export class JsonCodecError extends Error {
  override readonly name = "JsonCodecError";
  readonly code: JsonCodecErrorCode;
  /**
   * The location of the value in the public JSON form as a JSON Pointer (RFC 6901), such as `/content/kind`. For a
   * missing key, the location where the value belongs. Empty for the whole document.
   */
  readonly path: string;
  /** What was expected, as an English phrase. It may change between versions; test `code` instead. */
  readonly expected: string;
  /** What was found: as JSON if that is short, shortened otherwise. */
  readonly found: string;
  /** Where the value begins in the text. Undefined if a value was read or a message was written, not text. */
  readonly position: TextPosition | undefined;

  /** Composes the message, in which `subject` replaces an empty path. */
  constructor(
    code: JsonCodecErrorCode,
    path: string,
    expected: string,
    found: string,
    subject: string,
    position?: TextPosition,
  ) {
    const place = position === undefined ? "" : ` at line ${position.line}, column ${position.column}`;
    super(`${path === "" ? subject : path}: expected ${expected}, found ${found}${place}`);
    this.code = code;
    this.path = path;
    this.expected = expected;
    this.found = found;
    this.position = position;
  }
}

/** Returns whether a value is a {@link JsonCodecError}, from any installed copy of this package. */
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
