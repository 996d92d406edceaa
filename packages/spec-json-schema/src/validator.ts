// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Verdict on a value: `valid`, or `invalid` with every error. */
export type ValidationResult<T> =
  | { readonly kind: "valid"; readonly value: T }
  | { readonly kind: "invalid"; readonly errors: readonly ValidationError[] };

/**
 * Validates values against one schema, with code that was compiled ahead: no `eval`, nothing to load. It is
 * also a Standard Schema (version 1), so it can be given to any library that takes one.
 */
export interface Validator<T> extends StandardSchema<T> {
  /** Checks a value, as `JSON.parse` gives it. Never throws and never changes the value. */
  validate(value: unknown): ValidationResult<T>;
  /** Tells whether a value is valid. The fastest way to know. */
  isValid(value: unknown): value is T;
}

/** One thing that is wrong with a value. */
export interface ValidationError {
  /** Where it is: a JSON Pointer (RFC 6901), such as `/content/kind`. Empty for the value itself. */
  readonly pointer: string;
  /** Keyword of JSON Schema that the value breaks, such as `required` or `maxLength`. */
  readonly keyword: string;
  /** What was expected, as an English phrase. */
  readonly expected: string;
  /** What was found, as JSON, shortened to 60 characters. `nothing` when a member is missing. */
  readonly found: string;
  /** All of it in one line: `/content/kind: expected one of message, tool_call, …, found "tool"`. */
  readonly message: string;
}

/** The Standard Schema interface, version 1 (https://standardschema.dev), for a schema that changes nothing. */
export interface StandardSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** What a Standard Schema answers. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that is wrong, in the words of Standard Schema. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}
