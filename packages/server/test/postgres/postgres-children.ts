// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Returns the ids of the running child processes of a process. */
export function childrenOf(pid: number): number[] {
  const rows = process.platform === "linux" ? fromProc() : fromPs();
  return rows.filter(([, parent]) => parent === pid).map(([child]) => child);
}

// Slim container images have no ps.
function fromProc(): [child: number, parent: number][] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name of the program, in parentheses, may contain spaces. The state and the parent follow it.
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return [[Number(name), Number(parent)] satisfies [number, number]];
      } catch {
        return []; // The process has exited since.
      }
    });
}

function fromPs(): [child: number, parent: number][] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}
