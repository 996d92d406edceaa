// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with what a function was given:
 * - `unknown_field`: a message holds fields that this version of the schema does not know;
 * - `bad_unicode`: a string holds a surrogate without its other half, which UTF-8 cannot express;
 * - `out_of_range`: a number or a time is outside of what the profile allows;
 * - `wrong_type`: a value is not of the type of its field;
 * - `too_deep`: messages are nested deeper than 100;
 * - `malformed`: a text is not of the form that it should have;
 * - `not_redactable`: the place belongs to what the commitment always shows;
 * - `not_found`: nothing is at the place;
 * - `mismatch`: the parts do not belong together.
 */
export type IntegrityErrorCode =
  | "unknown_field"
  | "bad_unicode"
  | "out_of_range"
  | "wrong_type"
  | "too_deep"
  | "malformed"
  | "not_redactable"
  | "not_found"
  | "mismatch";

/** Thrown by functions that make something. Those that verify return a result instead. */
export class IntegrityError extends Error {
  override readonly name = "IntegrityError";
  readonly code: IntegrityErrorCode;
  /** Place of the value as a JSON Pointer (RFC 6901) over the field names of the event. Empty for the whole. */
  readonly path: string;

  /** Composes the message; `subject` stands in it for the path of the whole. */
  constructor(code: IntegrityErrorCode, path: string, problem: string, subject = "event", options?: ErrorOptions) {
    super(`${path === "" ? subject : path}: ${problem}`, options);
    this.code = code;
    this.path = path;
  }
}

/** Tells whether a value is an {@link IntegrityError}, of whichever installed copy of this package. */
export function isIntegrityError(value: unknown): value is IntegrityError {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    value.name === "IntegrityError" &&
    "code" in value &&
    typeof value.code === "string" &&
    "path" in value &&
    typeof value.path === "string"
  );
}
