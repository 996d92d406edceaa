// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Thrown if a trail cannot be verified at all. `remedy` says what to do about it. */
export class VerifyError extends Error {
  override readonly name = "VerifyError";

  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
