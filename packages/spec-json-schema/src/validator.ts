// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StandardSchema } from "./standard-schema.js";
import type { ValidationError } from "./validation-error.js";

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
