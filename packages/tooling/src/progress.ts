// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "./script-error.ts";

/** Runs the steps of a script one after the other, and prints a line for each. */
export interface Progress {
  /** Runs a step. If it fails, the error names the step, the cause and what to do. */
  step<T>(title: string, work: () => T | Promise<T>): Promise<T>;
  /** Skips a step, and prints the reason. */
  skip(title: string, reason: string): void;
}

/** Creates a {@link Progress} for a known number of steps. */
export function createProgress(total: number): Progress {
  let index = 0;
  return {
    skip(title, reason) {
      index++;
      console.log(`[${index}/${total}] ${title}: skipped, ${reason}`);
    },
    async step(title, work) {
      index++;
      const label = `[${index}/${total}] ${title}`;
      const start = performance.now();
      try {
        const result = await work();
        console.log(`${label}: ok, ${((performance.now() - start) / 1000).toFixed(1)} s`);
        return result;
      } catch (error) {
        console.log(`${label}: failed`);
        if (error instanceof ScriptError) {
          throw new ScriptError(`step "${title}" failed: ${error.message}`, error.remedy, { cause: error });
        }
        throw error;
      }
    },
  };
}
