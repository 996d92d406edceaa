// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Result of a verification. Invalid input leads to an invalid result, never to an exception. */
export type Verification<Code extends string, Value = unknown> =
  | ({ readonly valid: true } & Value)
  | {
      readonly valid: false;
      readonly code: Code;
      /** What is wrong, in English, with what was expected. It may change between versions; test `code` instead. */
      readonly message: string;
    };

/** Returns the result of a failed verification. */
export function refuse<Code extends string>(
  code: Code,
  message: string,
): { readonly valid: false; readonly code: Code; readonly message: string } {
  return { valid: false, code, message };
}
