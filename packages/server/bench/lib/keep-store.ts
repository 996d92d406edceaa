// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { migrations } from "../../src/store/sqlite/schema/migrations.ts";

/**
 * Returns the path of a SQLite store in the cache folder, and fills it if it does not exist. There is one for each name
 * and version of the schema. A store whose filling was interrupted is filled again.
 */
export async function keepStore(name: string, fill: (path: string) => Promise<void>): Promise<string> {
  const folder = join(cacheDir(), "bench-stores", hash("sha256", migrations.join("\n"), "hex").slice(0, 16));
  const path = join(folder, `${name}.db`);
  if (existsSync(path)) {
    return path;
  }
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `${name}.unfinished.db`);
  for (const suffix of ["", "-wal", "-shm"]) {
    rmSync(unfinished + suffix, { force: true });
  }
  const start = performance.now();
  await fill(unfinished);
  renameSync(unfinished, path);
  rmSync(`${unfinished}-lock`, { force: true });
  console.log(`  built ${name} in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return path;
}
