// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatTable } from "@chaukas/tooling/format-table";
import { ScriptError } from "@chaukas/tooling/script-error";

/** Runs the steps of a rehearsal, and prints each step when it ends and all of them as a table. */
export interface RehearsalLog {
  /** Runs a step. The table shows its result if it is a string. The error of a failed step names the step. */
  step<T>(title: string, work: () => T | Promise<T>): Promise<T>;
  /** Prints the table. */
  print(): void;
}

/** Creates an empty {@link RehearsalLog}. */
export function createRehearsalLog(): RehearsalLog {
  const rows: [string, string, string][] = [];
  return {
    async step(title, work) {
      const start = performance.now();
      const seconds = () => ((performance.now() - start) / 1000).toFixed(1);
      try {
        const result = await work();
        rows.push([title, typeof result === "string" ? result : "ok", seconds()]);
        console.log(`${title}: ok, ${seconds()} s`);
        return result;
      } catch (error) {
        rows.push([title, "failed", seconds()]);
        if (error instanceof ScriptError) {
          throw new ScriptError(`step "${title}" failed: ${error.message}`, error.remedy, { cause: error });
        }
        throw error;
      }
    },
    print: () => console.log(`\n${formatTable(["step", "result", "seconds"], rows)}`),
  };
}
