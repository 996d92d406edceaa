// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Code of an {@link IntegrityError}:
 * - `unknown_field`: a message has fields that this version of the schema does not know;
 * - `bad_unicode`: a string contains a lone surrogate, which UTF-8 cannot express;
 * - `out_of_range`: a number or a time is outside the range that the profile allows;
 * - `wrong_type`: a value does not have the type of its field;
 * - `too_deep`: messages are nested deeper than 100;
 * - `malformed`: a text does not have the expected form;
 * - `not_redactable`: the place cannot be redacted, because the commitment always shows it;
 * - `not_found`: there is nothing at the place;
 * - `mismatch`: the parts do not belong together;
 * - `worker_failed`: a worker could not start, ended, or did not answer as expected, so that there is no result.
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
  | "mismatch"
  | "worker_failed";

/** Thrown by functions that create something. Functions that verify something return a result instead. */
export class IntegrityError extends Error {
  override readonly name = "IntegrityError";
  readonly code: IntegrityErrorCode;
  /** JSON Pointer (RFC 6901) to the value, over the field names of the event. Empty for the event itself. */
  readonly path: string;

  /** Composes the message, which begins with the path, or with `subject` if the path is empty. */
  constructor(code: IntegrityErrorCode, path: string, problem: string, subject = "event", options?: ErrorOptions) {
    super(`${path === "" ? subject : path}: ${problem}`, options);
    this.code = code;
    this.path = path;
  }
}

/** Returns whether a value is an {@link IntegrityError}, from any installed copy of this package. */
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

/**
 * Runs a parser, and returns its message instead of throwing an `IntegrityError`.
 *
 * @internal
 */
export function tryParse<T>(parse: () => T): { readonly value: T } | { readonly problem: string } {
  try {
    return { value: parse() };
  } catch (error) {
    if (isIntegrityError(error)) {
      return { problem: error.message };
    }
    throw error;
  }
}
