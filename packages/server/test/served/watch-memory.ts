// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Samples of the resident memory of a process, in bytes. */
export interface MemoryWatch {
  readonly samples: readonly number[];
  /** Takes a sample and returns it. */
  sample(): number;
  /**
   * Compares the medians of the first and the last third of the samples, leaving out the first fifth of all, during
   * which caches fill and code is compiled.
   */
  compare(): { readonly early: number; readonly late: number; readonly isFlat: boolean };
}

/** Tolerance for garbage that has not been collected yet. */
const slackBytes = 24 * 1024 * 1024;

/** Watches the resident memory of a process. */
export function watchMemory(pid: number): MemoryWatch {
  const samples: number[] = [];
  return {
    samples,
    sample() {
      const bytes = readResidentBytes(pid);
      samples.push(bytes);
      return bytes;
    },
    compare() {
      const settled = samples.slice(Math.floor(samples.length / 5));
      const third = Math.max(1, Math.floor(settled.length / 3));
      const early = median(settled.slice(0, third));
      const late = median(settled.slice(-third));
      return { early, late, isFlat: late <= early * 1.1 + slackBytes };
    },
  };
}

function readResidentBytes(pid: number): number {
  const text =
    process.platform === "linux"
      ? (/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "")
      : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(text) * 1024;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
