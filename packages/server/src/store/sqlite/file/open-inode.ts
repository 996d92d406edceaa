// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** The inode of a database file, in use by a store of this process. */
export interface Inode {
  /**
   * Locks the inode, whatever names it has. `held`: another store has locked it. `impossible`: this system has no
   * program `flock`, or the file system has no locks, or the file cannot be read.
   */
  lock(): "locked" | "held" | "impossible";
  unlock(): void;
  /** Returns whether the file has, or may have, another name: it has hard links, or is itself a mount point. */
  hasOtherNames(): boolean;
  /** Ends the use, and with it the lock. Call it after SQLite has closed the file. */
  close(): void;
}

interface Use {
  stores: number;
  readonly descriptors: number[];
}

/**
 * Inodes in use. When a process closes any descriptor of a file, the system drops all of its POSIX locks on that file,
 * those of SQLite included (https://sqlite.org/howtocorrupt.html, section 2.2). So descriptors stay open until the last
 * store of this process has closed the file.
 */
const uses = new Map<string, Use>();

/** Starts to use the inode of a file. A file that cannot be found cannot be locked, and is left to SQLite to report. */
export function openInode(file: string): Inode {
  const name = nameOf(file);
  const use = uses.get(name) ?? { stores: 0, descriptors: [] };
  uses.set(name, use);
  use.stores += 1;
  let descriptor: number | undefined;
  let isLocked = false;
  const unlock = () => {
    if (isLocked && descriptor !== undefined) {
      runFlock("-u", descriptor);
      isLocked = false;
    }
  };
  return {
    lock() {
      try {
        descriptor ??= keepOpen(use, file);
      } catch {
        return "impossible";
      }
      const result = runFlock("-xn", descriptor);
      isLocked = result === "locked";
      return result;
    },
    unlock,
    hasOtherNames: () => (statSync(file, { throwIfNoEntry: false })?.nlink ?? 1) > 1 || isMountPoint(file),
    close() {
      use.stores -= 1;
      if (use.stores > 0) {
        unlock();
        return;
      }
      uses.delete(name);
      use.descriptors.forEach(closeSync);
    },
  };
}

function nameOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? file : `${found.dev}:${found.ino}`;
}

function keepOpen(use: Use, file: string): number {
  const descriptor = openSync(file, "r");
  use.descriptors.push(descriptor);
  return descriptor;
}

/**
 * Runs flock(1) on an open file. The lock belongs to the open file, which the program shares with this process, and so
 * outlives the program; the system releases it however this process ends. Node itself has no such call. The options are
 * those that BusyBox has, too.
 */
function runFlock(option: "-xn" | "-u", descriptor: number): "locked" | "held" | "impossible" {
  const { status, stderr } = spawnSync("flock", [option, "3"], {
    stdio: ["ignore", "ignore", "pipe", descriptor],
    encoding: "utf8",
  });
  if (status === 0) {
    return "locked";
  }
  // If the file is locked, both implementations exit with 1 and without a message.
  return status === 1 && stderr === "" ? "held" : "impossible";
}

/** Returns whether a file is mounted by itself, as containers do with single files. Its folder is then another one. */
export function isMountPoint(file: string): boolean {
  try {
    if (statSync(file).dev !== statSync(dirname(file)).dev) {
      return true;
    }
    // Field 5 is the mount point, in which white space is escaped (proc_pid_mountinfo(5)).
    const escaped = file.replace(/[ \t\n\\]/g, (letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, "0")}`);
    const lines = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
    return lines.some((line) => line.split(" ")[4] === escaped);
  } catch {
    // There is no file, or no such list, which only Linux has.
    return false;
  }
}
