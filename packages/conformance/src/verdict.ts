// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What a form says about a vector. */
export interface Verdict {
  readonly isValid: boolean;
  /** What is wrong, where the form tells rules apart. */
  readonly breaches: readonly Breach[];
}

/** A rule that is broken, and the JSON Pointer to the value that breaks it. */
interface Breach {
  readonly rule: string;
  readonly path: string;
}

/** A verdict by a form that only says whether a value is valid. */
export function plainVerdict(isValid: boolean): Verdict {
  return { isValid, breaches: [] };
}
