// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Why a generator rejects its input: `unsupported` if it has no output for a construct, `mismatch` if two inputs
 * contradict each other, `usage` if an input is missing or cannot be read.
 */
export type CodegenErrorCode = "unsupported" | "mismatch" | "usage";

/** Thrown if a generator cannot convert its input to output without losing information. */
export class CodegenError extends Error {
  override readonly name = "CodegenError";
  readonly code: CodegenErrorCode;

  constructor(code: CodegenErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
