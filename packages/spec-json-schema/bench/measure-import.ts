// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { join } from "node:path";

const runs = 15;

/** Returns the median time, in milliseconds, of several runs of a program in first-verdict/, each in a new process. */
export function measureImport(program: string): number {
  const times = Array.from({ length: runs }, () => {
    const output = execFileSync("node", [join(import.meta.dirname, "first-verdict", program)], { encoding: "utf8" });
    const { valid, ms } = JSON.parse(output) as { valid: boolean; ms: number };
    if (valid) {
      throw new Error(`${program}: expected an empty object to be invalid, got valid`);
    }
    return ms;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}
