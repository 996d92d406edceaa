// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

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
