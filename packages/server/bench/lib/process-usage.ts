// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";

/** What processes have used since they started. */
export interface Usage {
  readonly cpuMs: number;
  /** Bytes written to the disk, including those that replace others. */
  readonly writtenBytes: number;
}

/** Length of the ticks in which Linux reports CPU time to programs, in milliseconds. */
const tickMs = 10;

/** Returns what processes have used, without those that have exited. Linux only: elsewhere, NaN. */
export function readUsage(pids: readonly number[]): Usage {
  let [cpuMs, writtenBytes] = process.platform === "linux" ? [0, 0] : [Number.NaN, Number.NaN];
  for (const pid of process.platform === "linux" ? pids : []) {
    const usage = readOne(pid);
    cpuMs += usage.cpuMs;
    writtenBytes += usage.writtenBytes;
  }
  return { cpuMs, writtenBytes };
}

function readOne(pid: number): Usage {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in parentheses, may contain spaces. These are fields 14 and 15 of the line.
    const [user, system] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    const [, bytes] = /^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, "utf8")) ?? [];
    return { cpuMs: (Number(user) + Number(system)) * tickMs, writtenBytes: Number(bytes) };
  } catch {
    return { cpuMs: 0, writtenBytes: 0 };
  }
}
