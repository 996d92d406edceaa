// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { statSync } from "node:fs";
import type { Command } from "commander";
import { CliError } from "./cli-error.js";

/** Options of commands that can write to a file. */
export interface OutputOptions {
  readonly output?: string;
  readonly force?: true;
}

/**
 * Adds `--output` and `--force` to a command, which then throws a `CliError` before it begins if a file exists that it was
 * not told to replace. `others` are further options that name a file to write.
 */
export function addOutputOption(command: Command, others: readonly string[] = []): Command {
  return command
    .option("--output <FILE>", "file to write; it appears once it is complete (default: stdout)")
    .option("--force", "replace a file that exists")
    .hook("preAction", (_, { opts }) => {
      const options: Readonly<Record<string, unknown>> = opts.call(command);
      for (const name of options["force"] === true ? [] : ["output", ...others]) {
        requireNewFile(options[name]);
      }
    });
}

/** A pipe or a device is written to, not replaced. */
function requireNewFile(path: unknown): void {
  if (typeof path === "string" && statSync(path, { throwIfNoEntry: false })?.isFile()) {
    const problem = `${path}: expected a new file, found an existing one`;
    throw new CliError(problem, "choose another name, or replace the file with --force");
  }
}
