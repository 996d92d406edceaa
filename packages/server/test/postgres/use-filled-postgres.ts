// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseVerifierKey } from "@chaukas/spec-integrity";
import pg from "pg";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { StoreFinding } from "../../src/store/check/store-finding.js";
import { checkPostgres } from "../../src/store/postgres/check/check-postgres.js";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.js";
import type { LogOptions } from "../../src/store/records/log-host.js";
import { type Filling, fillStore } from "../suites/fill-store.js";
import { type PostgresServer, startPostgres } from "./start-postgres.js";

/** A database with a filled store, for tests that break copies of it. */
export interface FilledPostgres {
  readonly server: PostgresServer;
  readonly url: string;
  readonly filling: Filling;
  /** Changes rows as superuser, bypassing the triggers, then restores them. Resolves with the findings of the check. */
  findAfter(sql: string): Promise<StoreFinding[]>;
  /** Runs statements as superuser on a copy of the database. Resolves with the findings of the check. */
  findInCopyAfter(sql: string): Promise<StoreFinding[]>;
}

/** Fills a store before the tests of a file. The returned function may be called only in tests. */
export function useFilledPostgres(options: LogOptions = {}): () => FilledPostgres {
  let filled: FilledPostgres | undefined;
  let client: pg.Client | undefined;
  beforeAll(async () => {
    const server = await startPostgres();
    const url = await server.createDatabase();
    const store = await openPostgresStore(url, options);
    const filling = await fillStore(store);
    await store.close();
    await keepTables(server, url);
    // One connection for all changes and checks of a test, since each new one fills its caches first.
    const connect = async () => {
      client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    };
    filled = {
      server,
      url,
      filling,
      findAfter: async (sql) => findInChanged(client ?? (await connect()), filling, sql),
      findInCopyAfter: (sql) => findInCopy(server, url, filling, sql),
    };
  });
  // Tests copy the database, which must have no connections for that.
  afterEach(async () => {
    await client?.end();
    client = undefined;
  });
  afterAll(() => filled?.server.stop());
  return () => filled as FilledPostgres;
}

const tables = ["events", "redactions", "tiles", "checkpoints", "heads", "tallies", "sessions", "properties"];

/** Copies the tables, so that they can be restored after a test changes them. */
async function keepTables(server: PostgresServer, url: string): Promise<void> {
  const keep = tables.map((table) => `create table kept.${table} as table chaukas.${table};`);
  await server.query(`create schema kept; ${keep.join(" ")}`, url);
}

async function findInChanged(client: pg.Client, { key }: Filling, sql: string) {
  // Restores only the tables that the statements name. Truncates them, since deleted rows would slow later checks.
  const changed = tables.filter((table) => sql.includes(`chaukas.${table}`));
  const restore = changed.map(
    (table) => `truncate chaukas.${table}; insert into chaukas.${table} table kept.${table};`,
  );
  await client.query(pastTriggers(sql, changed));
  const findings = await findWith(client, key);
  await client.query(pastTriggers(restore.join(" "), changed));
  return findings;
}

let copies = 0;

async function findInCopy(server: PostgresServer, url: string, { key }: Filling, sql: string) {
  const [name, copy] = [url.split("/").at(-1), `copy_${copies++}`];
  await server.query(`create database ${copy} template ${name}`);
  const copyUrl = url.replace(/[^/]+$/, copy);
  await server.query(sql, copyUrl);
  return findIn(copyUrl, key);
}

// PostgreSQL has no `enable always` for all triggers of a table.
const triggers: Readonly<Record<string, readonly string[]>> = {
  events: ["events_are_never_changed", "events_change_by_redaction"],
  redactions: ["redactions_are_never_changed"],
  tiles: ["tiles_are_never_changed"],
  checkpoints: ["checkpoints_are_never_changed"],
};

function pastTriggers(sql: string, changed: readonly string[]): string {
  const each = (change: string) =>
    changed.flatMap((table) =>
      (triggers[table] ?? []).map((name) => `alter table chaukas.${table} ${change} trigger ${name};`),
    );
  return [...each("disable"), `${sql};`, ...each("enable always")].join("\n");
}

/** Checks a store and returns the findings. `key` is empty if there is none. */
export async function findIn(url: string, key: string): Promise<StoreFinding[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await findWith(client, key);
  } finally {
    await client.end();
  }
}

async function findWith(client: pg.Client, key: string): Promise<StoreFinding[]> {
  const findings: StoreFinding[] = [];
  const verifiers = key === "" ? [] : [parseVerifierKey(key)];
  await checkPostgres(client, (finding) => findings.push(finding), { verifiers, onTotal() {}, onProgress() {} });
  return findings;
}
