// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { exitCode } from "./exit-code.js";

/** A failure that the user can mend: what went wrong, what to do about it, and the exit code. */
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
