// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";

/** Result of one step of a program in consumers/. */
interface StepResult {
  /** Name of the step, such as `encode`. */
  readonly name: string;
  /** What the step found if it passed, such as `106 captured events`. */
  readonly found?: string;
  /** Why the step failed, with the stack trace. */
  readonly error?: string;
}

/** Report of a run of a program in consumers/. */
export interface ProgramReport {
  /** Version that the runtime reports of itself. Absent if it reports none. */
  readonly version?: string;
  readonly steps: readonly StepResult[];
}

/** Reads the report in the last line of an output. Throws {@link ScriptError} with the output if it has none. */
export function parseReport(output: string): ProgramReport {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  try {
    const report = JSON.parse(last) as ProgramReport;
    if (Array.isArray(report.steps)) {
      return report;
    }
  } catch {
    // Reported below.
  }
  throw new ScriptError(`expected a report as the last line, got:\n${output.trim()}`);
}
