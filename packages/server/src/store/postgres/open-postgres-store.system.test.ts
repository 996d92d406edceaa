// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, vi } from "vitest";
import { type PostgresServer, startPostgres } from "../../../test/postgres/start-postgres.js";
import { describeEventStore } from "../../../test/suites/event-store-suite.js";
import type { StoreCommit } from "../contract/observe-commits.js";
import { openPostgresStore } from "./open-postgres-store.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

describeEventStore("PostgreSQL", async () => {
  const url = await server.createDatabase();
  const commits: StoreCommit[] = [];
  const open = () => openPostgresStore(url, { onCommit: (commit) => commits.push(commit) });
  let store = await open();
  return {
    commits,
    get store() {
      return store;
    },
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    async runSql(sql) {
      await server.query(`set search_path = chaukas; ${sql}`, url);
    },
    dispose: () => store.close(),
  };
});
