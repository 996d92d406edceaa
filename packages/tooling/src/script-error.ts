// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A failure that a person can fix, with what went wrong and what to do about it. */
export class ScriptError extends Error {
  override readonly name = "ScriptError";
  /** What to do next: a command, or where to look. */
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}
