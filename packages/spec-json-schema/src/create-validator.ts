// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type CompiledCheck, explainErrors, parsePointer } from "./explain-errors.js";
import type { ValidationResult, Validator } from "./validator.js";

/**
 * Creates a validator from a function compiled from a schema.
 *
 * @internal
 */
export function createValidator<T>(check: CompiledCheck): Validator<T> {
  const validate = (value: unknown): ValidationResult<T> =>
    check(value)
      ? { kind: "valid", value: value as T }
      : { kind: "invalid", errors: explainErrors(check.errors ?? [], value) };
  return {
    validate,
    isValid: (value): value is T => check(value),
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
