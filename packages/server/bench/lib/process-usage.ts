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

/** What each of some processes has used, by its id. */
export type UsageByPid = ReadonlyMap<number, Usage>;

/** Reads what processes have used. Linux only: elsewhere, NaN. */
export function readUsage(pids: readonly number[]): UsageByPid {
  return new Map(pids.map((pid) => [pid, process.platform === "linux" ? readOne(pid) : unknownUsage]));
}

/** Returns what processes have used since then. Leaves out what those used that have exited in between. */
export function usageSince(before: UsageByPid, pids: readonly number[]): Usage {
  let [cpuMs, writtenBytes] = [0, 0];
  for (const [pid, after] of readUsage(pids)) {
    const { cpuMs: cpuBefore, writtenBytes: writtenBefore } = before.get(pid) ?? { cpuMs: 0, writtenBytes: 0 };
    cpuMs += Math.max(0, after.cpuMs - cpuBefore);
    writtenBytes += Math.max(0, after.writtenBytes - writtenBefore);
  }
  return { cpuMs, writtenBytes };
}

const unknownUsage: Usage = { cpuMs: Number.NaN, writtenBytes: Number.NaN };

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
