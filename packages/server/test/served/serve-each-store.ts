// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKey, type KeyRequest, openStore } from "@chaukas/server";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { type PostgresServer, startPostgres } from "../postgres/start-postgres.js";
import { type ServerProcess, startServerProcess } from "./run-command.js";

// Processes take long to start and to exit on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** A server process on a new, empty store. */
export interface ServedStore extends ServerProcess {
  /** Path or URL of the store. */
  readonly store: string;
}

/** Kinds of store. */
export const storeKinds = ["SQLite", "PostgreSQL"] as const;

/** Creates a function that starts server processes on new stores in the tests of a file. They stop after each test. */
export function useServedStores(): (
  kind: (typeof storeKinds)[number],
  options?: { readonly keys?: readonly KeyRequest[]; readonly args?: readonly string[] },
) => Promise<ServedStore> {
  let folder: string;
  let postgres: PostgresServer | undefined;
  const processes: ServerProcess[] = [];
  let files = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "chaukas-interop-"));
  });
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((process) => process.end("SIGTERM")));
  });
  afterAll(async () => {
    await postgres?.stop();
    rmSync(folder, { recursive: true });
  });

  async function createStore(kind: (typeof storeKinds)[number]): Promise<string> {
    if (kind === "SQLite") {
      files += 1;
      return join(folder, `${files}.db`);
    }
    postgres ??= await startPostgres();
    return postgres.createDatabase();
  }

  return async (kind, { keys = [], args = [] } = {}) => {
    const store = await createStore(kind);
    if (keys.length > 0) {
      await createKeys(store, keys);
    }
    const server = await startServerProcess(args, { CHAUKAS_STORE: store });
    processes.push(server);
    return { ...server, store };
  };
}

async function createKeys(url: string, requests: readonly KeyRequest[]): Promise<void> {
  const store = await openStore(url, { access: "manage" });
  for (const request of requests) {
    await createKey(store.keys, request);
  }
  await store.close();
}
