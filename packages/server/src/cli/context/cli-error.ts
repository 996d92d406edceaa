// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A failure that the user can fix: what went wrong, what to do about it, and the exit code. */
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

/** Makes the error for a command line that is not right. */
export function usageError(message: string, command = ""): CliError {
  const help = `chaukas-server ${command}`.trim();
  return new CliError(message, `see \`${help} --help\``, exitCode.usage);
}

/** What the command ends with. */
export const exitCode = {
  ok: 0,
  /** The store, the server or a file could not be used. */
  failed: 1,
  /** The command, a flag or the configuration is not right. */
  usage: 2,
  /** An import went through, but lines were bad or events rejected. */
  partial: 3,
  /** A check of the store found something that is not what it should be. */
  damaged: 4,
} as const;
