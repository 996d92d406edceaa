// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The kind of an error in a README: no snippet, a block that cannot be a snippet, or how a snippet failed. */
export type ReadmeErrorCode = "no_snippet" | "bad_block" | "type_error" | "failed" | "wrong_output" | "timeout";

/** Thrown for an error in a README. The message starts with its location, such as `README.md:12`. */
export class ReadmeError extends Error {
  override readonly name = "ReadmeError";
  readonly code: ReadmeErrorCode;

  constructor(code: ReadmeErrorCode, ...message: string[]) {
    super(message.join(": "));
    this.code = code;
  }
}
