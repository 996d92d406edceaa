// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Replaces the folder `target` with `fresh`. Moves an existing target to `previous`, and moves it back if the
 * replacement fails. All three must be on one file system; `previous` must not exist.
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

/** Replaces the contents of a folder with the given files, by relative path, completely or not at all. */
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
