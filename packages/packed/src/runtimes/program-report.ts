// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";

/** What one step of a program in consumers/ found, or why it failed. */
interface StepResult {
  /** Name of the step, such as `encode`. */
  readonly name: string;
  /** What a step that passed has seen, such as `106 captured events`. */
  readonly found?: string;
  /** Why the step failed, with the stack. */
  readonly error?: string;
}

/** What a program in consumers/ says of its run. */
export interface ProgramReport {
  /** Version of the runtime by its own account, where it has one. */
  readonly version?: string;
  readonly steps: readonly StepResult[];
}

/** Reads the report that a program wrote as its last line. Throws {@link ScriptError} with the output when there is none. */
export function parseReport(output: string): ProgramReport {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  try {
    const report = JSON.parse(last) as ProgramReport;
    if (Array.isArray(report.steps)) {
      return report;
    }
  } catch {
    // Said below.
  }
  throw new ScriptError(`expected a report as the last line, got:\n${output.trim()}`);
}
