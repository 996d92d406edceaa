// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type CompiledCheck, explainErrors, parsePointer } from "./explain-errors.js";
import { findUnwritable } from "./find-unwritable.js";
import type { ValidationResult, Validator } from "./validator.js";

/**
 * Creates a validator from a function compiled from a schema.
 *
 * @internal
 */
export function createValidator<T>(check: CompiledCheck): Validator<T> {
  const validate = (value: unknown): ValidationResult<T> => {
    const errors = check(value) ? [] : (check.errors ?? []);
    const unwritable = errors.length === 0 ? findUnwritable(value) : undefined;
    return errors.length === 0 && unwritable === undefined
      ? { kind: "valid", value: value as T }
      : { kind: "invalid", errors: explainErrors(unwritable === undefined ? errors : [unwritable], value) };
  };
  return {
    validate,
    isValid: (value): value is T => check(value) && findUnwritable(value) === undefined,
    "~standard": {
      version: 1,
      vendor: "chaukas",
      validate(value) {
        const result = validate(value);
        return result.kind === "valid"
          ? { value: result.value }
          : { issues: result.errors.map(({ message, pointer }) => ({ message, path: parsePointer(pointer) })) };
      },
    },
  };
}
