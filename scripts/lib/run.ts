// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type CaptureOptions, capture } from "./capture.ts";
import { ScriptError } from "./script-error.ts";

/** Options of {@link run}. */
export interface RunOptions extends CaptureOptions {
  /** What to do when the program fails, for the error. */
  readonly remedy?: string;
}

/**
 * Runs a program and returns what it wrote to standard output. Throws {@link ScriptError} with everything
 * that it wrote when it does not exit with 0.
 */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, output } = await capture(program, args, options);
  if (code !== 0) {
    throw new ScriptError(`${program} ${args.join(" ")} exited with ${code}:\n${output.trim()}`, options.remedy);
  }
  return stdout;
}
