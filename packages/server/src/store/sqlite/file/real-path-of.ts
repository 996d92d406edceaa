// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/**
 * Returns the path of a file without symbolic links, so that each file has one name that its lock and its write-ahead
 * log are beside. The file need not exist. If its folder cannot be read, returns the absolute path.
 */
export function realPathOf(path: string): string {
  const file = resolve(path);
  return orUndefined(() => realpathSync(file)) ?? realPathOfMissing(file);
}

function realPathOfMissing(file: string): string {
  const target = orUndefined(() => readlinkSync(file));
  if (target !== undefined) {
    // A link to a file that does not exist yet, which SQLite creates at its target.
    return realPathOf(resolve(dirname(file), target));
  }
  const folder = orUndefined(() => realpathSync(dirname(file)));
  return folder === undefined ? file : join(folder, basename(file));
}

function orUndefined(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
