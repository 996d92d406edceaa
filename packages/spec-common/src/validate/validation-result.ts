// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** One rule that one value of a message violates. */
export interface Violation {
  /** Path of the value by proto field names, such as `events[3].tool_call.id`. Empty for the message itself. */
  readonly path: string;
  /** Identifier of the rule, such as `required` or `string.max_bytes`. */
  readonly ruleId: string;
  /** What was expected, as an English phrase. It may change between versions; test `ruleId` instead. */
  readonly message: string;
}

/**
 * The result of validating a message: `valid`, `invalid` with all violations in field order, or `error` if a rule could
 * not be evaluated. An `error` is a defect of the rules and says nothing about the message.
 */
export type ValidationResult =
  | { readonly kind: "valid" }
  | { readonly kind: "invalid"; readonly violations: readonly Violation[] }
  | { readonly kind: "error"; readonly error: Error };
