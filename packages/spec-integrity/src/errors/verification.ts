// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What a verification came to. Bad input makes it invalid; it never throws. */
export type Verification<Code extends string, Value = unknown> =
  | ({ readonly valid: true } & Value)
  | {
      readonly valid: false;
      readonly code: Code;
      /** What is wrong, in English, with what was expected. It may change between versions; test `code` instead. */
      readonly message: string;
    };

/** The result for what does not hold. */
export function refuse<Code extends string>(
  code: Code,
  message: string,
): { readonly valid: false; readonly code: Code; readonly message: string } {
  return { valid: false, code, message };
}
