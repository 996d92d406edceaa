// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Puts a fresh folder into the place of another, which goes to `previous` when it exists, and comes back when
 * the fresh one cannot be put in its place. All three lie in one file system; `previous` must not exist.
 */
export function replaceFolder(fresh: string, target: string, previous: string): void {
  mkdirSync(dirname(target), { recursive: true });
  mkdirSync(dirname(previous), { recursive: true });
  const replaces = existsSync(target);
  if (replaces) {
    renameSync(target, previous);
  }
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (replaces) {
      renameSync(previous, target);
    }
    throw error;
  }
}

/** Makes a folder hold just the given files, by relative path. It is replaced whole or not at all. */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(join(dirname(folder), ".generate-"));
  try {
    for (const [path, content] of files) {
      const file = join(staging, "fresh", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    replaceFolder(join(staging, "fresh"), folder, join(staging, "previous"));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
