// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";

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
