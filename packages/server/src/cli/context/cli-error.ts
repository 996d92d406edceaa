// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** An error for the user: what went wrong, what to do about it, and the exit code. */
export class CliError extends Error {
  override readonly name = "CliError";

  constructor(
    message: string,
    readonly remedy: string,
    readonly exitCode: number = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Creates the error for an invalid command line. */
export function usageError(message: string, command = ""): CliError {
  const help = `chaukas-server ${command}`.trim();
  return new CliError(message, `see \`${help} --help\``, exitCode.usage);
}

/** Exit codes of `chaukas-server`. */
export const exitCode = {
  ok: 0,
  /** The store, the server or a file could not be used, a second signal arrived, or an unexpected error occurred. */
  failed: 1,
  /** The command line or the configuration is invalid. */
  usage: 2,
  /** An import completed, but lines were bad or events were rejected. */
  partial: 3,
  /** `fsck` found a discrepancy, or a log to import or a backup to restore has one. */
  damaged: 4,
} as const;
