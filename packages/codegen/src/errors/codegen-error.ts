// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reasons for which a generator refuses its input: `unsupported` for a construct that it has no output for,
 * `mismatch` when two inputs do not fit together, `usage` for an input that is missing or cannot be read.
 */
export type CodegenErrorCode = "unsupported" | "mismatch" | "usage";

/** Thrown when a generator cannot turn its input into output without losing something. */
export class CodegenError extends Error {
  override readonly name = "CodegenError";
  readonly code: CodegenErrorCode;

  constructor(code: CodegenErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
