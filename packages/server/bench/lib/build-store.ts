// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "@chaukas/server";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { migrations } from "../../src/store/sqlite/schema/migrations.ts";
import { makeSmallEvent } from "./small-event.ts";

const batchSize = 2000;
const callsUnderWay = 4;

/**
 * Returns the path of a store of `count` small events, building it through the store's own `append` if it does not
 * exist. It is kept in the cache folder, once for each version of the schema.
 */
export async function buildStore(count: number): Promise<string> {
  const folder = join(cacheDir(), "bench-stores", hash("sha256", migrations.join("\n"), "hex").slice(0, 16));
  const path = join(folder, `${count}.db`);
  if (existsSync(path)) {
    return path;
  }
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `${count}.unfinished.db`);
  for (const suffix of ["", "-wal", "-shm"]) {
    rmSync(unfinished + suffix, { force: true });
  }
  const start = performance.now();
  await fill(unfinished, count);
  renameSync(unfinished, path);
  rmSync(`${unfinished}-lock`, { force: true });
  const seconds = (performance.now() - start) / 1000;
  console.log(`  built in ${seconds.toFixed(0)} s, ${Math.round(count / seconds)} events/s`);
  return path;
}

async function fill(path: string, count: number): Promise<void> {
  // Without a log, since pages do not read it, whatever the size of the store.
  const store = await openStore(path, { integrity: false });
  let next = 0;
  const append = async () => {
    while (next < count) {
      const from = next;
      const end = Math.min(count, from + batchSize);
      next = end;
      await store.append(Array.from({ length: end - from }, (_, index) => makeSmallEvent(from + index)));
      if (Math.floor(end / 500_000) !== Math.floor(from / 500_000)) {
        console.log(`  ${end} of ${count} events`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: callsUnderWay }, append));
  } finally {
    await store.close();
  }
}
