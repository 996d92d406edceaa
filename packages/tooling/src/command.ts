// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { ScriptError } from "./script-error.ts";

/** A script, with its options and its help text. */
export interface Command<Options extends ParseArgsOptionsConfig> {
  /** Synopsis, such as `npm run lint -- [GATE…]`. */
  readonly usage: string;
  /** One or more lines that describe the script, shown by `--help`. */
  readonly about: string;
  readonly options?: Options;
  run(
    positionals: string[],
    values: ReturnType<typeof parseArgs<{ options: Options }>>["values"],
  ): void | Promise<void>;
}

/**
 * Runs a script. Prints the help text on `--help`, rejects unknown options, and reports a {@link ScriptError} as one
 * message with exit code 1.
 */
export async function command<const Options extends ParseArgsOptionsConfig>(script: Command<Options>): Promise<void> {
  if (process.argv.includes("--help")) {
    console.log(`usage: ${script.usage}\n\n${script.about}`);
    return;
  }
  try {
    const { positionals, values } = parseArgs({ options: script.options ?? ({} as Options), allowPositionals: true });
    await script.run(positionals, values as never);
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof ScriptError) {
      console.error(`\nerror: ${error.message}${error.remedy === undefined ? "" : `\n  what to do: ${error.remedy}`}`);
    } else if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      console.error(`error: ${error.message}\nusage: ${script.usage}`);
    } else {
      throw error;
    }
  }
}
