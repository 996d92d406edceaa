// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { CommanderError } from "commander";
import { createProgram } from "./create-program.js";
import { exitCode } from "./exit-code.js";
import { explainError } from "./explain-error.js";

/** Runs a command line and resolves with its exit code. A failure is told in two lines on stderr. */
export async function runCli(argv: readonly string[]): Promise<number> {
  // A reader such as `head` that has seen enough is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  let code: number = exitCode.ok;
  const program = createProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    }
    const { message, remedy, exitCode: failure } = explainError(error);
    process.stderr.write(`error: ${message}\n  what to do: ${remedy}\n`);
    return failure;
  }
}
