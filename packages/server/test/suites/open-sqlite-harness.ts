// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openStore, type StoreCommit } from "@chaukas/server";
import type { StoreHarness } from "./store-harness.js";

/** Opens a store on a new SQLite file. */
export async function openSqliteHarness(): Promise<StoreHarness> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-store-"));
  const file = join(folder, "events.db");
  const commits: StoreCommit[] = [];
  const open = (url: string) => openStore(url, { onCommit: (commit) => commits.push(commit) });
  let store = await open(file);
  return {
    commits,
    get store() {
      return store;
    },
    async reopen() {
      await store.close();
      store = await open(`sqlite:${file}`);
      return store;
    },
    async runSql(sql) {
      const database = new DatabaseSync(file);
      try {
        database.exec(sql);
      } finally {
        database.close();
      }
    },
    async dispose() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
