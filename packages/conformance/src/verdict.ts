// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The verdict of one form on a vector. */
export interface Verdict {
  readonly isValid: boolean;
  /** The violations, if the form distinguishes rules. */
  readonly violations: readonly Violation[];
}

/** A rule, and the JSON Pointer to the value that violates it. */
interface Violation {
  readonly rule: string;
  readonly path: string;
}

/** Returns the verdict of a form that only reports whether a value is valid. */
export function plainVerdict(isValid: boolean): Verdict {
  return { isValid, violations: [] };
}
