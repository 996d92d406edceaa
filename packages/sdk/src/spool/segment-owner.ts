// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

const pattern = /^[\da-z]+-([\da-f]{8})-(\d+)-(\d+)-[\da-f]+\.spool$/;
let ownHost: string | undefined;

/** Returns a name for this host. Asked for only by a spool, since Deno needs a permission for it. */
function hostName(): string {
  ownHost ??= createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
  return ownHost;
}

/** After which time without a sign of life a process on another host counts as dead. */
const silenceMs = 60_000;

/** Returns a new name for a segment of this process, which sorts by time. */
export function nameSegment(pid: number = process.pid): string {
  const time = Date.now().toString(36).padStart(9, "0");
  return `${time}-${hostName()}-${pid}-${pid === 0 ? "0" : startOf(pid)}-${randomBytes(6).toString("hex")}.spool`;
}

/** Returns whether nobody writes to a segment any more, by its name and by when it was last touched. */
export function isAbandoned(name: string, touchedMs: number): boolean {
  const [, onHost, pid, start] = pattern.exec(name) ?? [];
  if (pid === undefined) {
    return false;
  }
  if (onHost !== hostName()) {
    return Date.now() - touchedMs > silenceMs;
  }
  return Number(pid) === 0 || !isRunning(Number(pid)) || startOf(Number(pid)) !== start;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Returns when a process started, so that another one with the same number is told apart. 0 where that is unknown. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in parentheses, may contain anything.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
  } catch {
    return "0";
  }
}
