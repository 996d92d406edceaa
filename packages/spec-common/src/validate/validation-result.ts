// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** One rule that one value of a message breaks. */
export interface Violation {
  /** Path of the value by proto field names, such as `events[3].tool_call.id`. Empty for the message itself. */
  readonly path: string;
  /** Identifier of the rule, such as `required` or `string.max_bytes`. */
  readonly ruleId: string;
  /** What was expected, as an English phrase. It may change between versions; test `ruleId` instead. */
  readonly message: string;
}

/**
 * Verdict on a message: `valid`, `invalid` with every violation in field order, or `error` when a rule could
 * not be evaluated, which says nothing about the message and is a fault of the rules.
 */
export type ValidationResult =
  | { readonly kind: "valid" }
  | { readonly kind: "invalid"; readonly violations: readonly Violation[] }
  | { readonly kind: "error"; readonly error: Error };
