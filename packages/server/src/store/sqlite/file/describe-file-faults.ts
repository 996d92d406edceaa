// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { statSync } from "node:fs";
import { basename } from "node:path";
import { isMountPoint } from "./open-inode.js";

const accessOfOthers = 0o077;

/** Returns a warning for each risk in the files of a database that an operator should know of. */
export function describeFileFaults(file: string): string[] {
  const shared = ["", "-wal", "-shm", "-lock"].flatMap((suffix) => {
    // Windows has no such modes.
    const mode = process.platform === "win32" ? 0 : (statSync(file + suffix, { throwIfNoEntry: false })?.mode ?? 0);
    return (mode & accessOfOthers) === 0 ? [] : [`${basename(file)}${suffix} has mode ${(mode & 0o777).toString(8)}`];
  });
  return [
    ...(shared.length === 0
      ? []
      : [`database ${file}: expected files for their owner only: ${shared.join(", ")}; run chmod 600 on them`]),
    ...(isMountPoint(file)
      ? [`database ${file}: it is mounted without its write-ahead log, which stays in ${file}-wal; mount the folder`]
      : []),
  ];
}
