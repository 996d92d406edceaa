// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The result of validating a value: `valid`, or `invalid` with all errors. */
export type ValidationResult<T> =
  | { readonly kind: "valid"; readonly value: T }
  | { readonly kind: "invalid"; readonly errors: readonly ValidationError[] };

/**
 * Validates values against one schema with precompiled code: no `eval`, no schemas to load. Is also a Standard Schema
 * (version 1), and can be passed to any library that accepts one.
 */
export interface Validator<T> extends StandardSchema<T> {
  /**
   * Checks a value for `JSON.stringify`, or one returned by `JSON.parse`. A member that is undefined is absent. Never
   * throws and never changes the value.
   */
  validate(value: unknown): ValidationResult<T>;
  /** Returns whether a value is valid. Faster than {@link validate}. */
  isValid(value: unknown): value is T;
}

/** One error in a value. */
export interface ValidationError {
  /** Location of the error as a JSON Pointer (RFC 6901), such as `/content/kind`. Empty for the value itself. */
  readonly pointer: string;
  /**
   * Keyword of JSON Schema that the value violates, such as `required` or `maxLength`. `json` for a value that JSON text
   * cannot contain, such as `NaN` or a `Date`.
   */
  readonly keyword: string;
  /** What was expected, as an English phrase. */
  readonly expected: string;
  /** What was found, as JSON, shortened to 60 characters. `nothing` if a member is missing. */
  readonly found: string;
  /** The complete error in one line: `/content/kind: expected one of message, tool_call, …, found "tool"`. */
  readonly message: string;
}

/** The Standard Schema interface, version 1 (https://standardschema.dev), for a schema without transformations. */
export interface StandardSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** The result of a Standard Schema. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One error, in the form of Standard Schema. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}
