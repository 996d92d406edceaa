// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import { inTransaction } from "../connect/transaction.js";
import { migrations } from "./migrations.js";

// Any number will do, as long as every version of the server takes the same one.
const lockId = "7161866031108713";

/**
 * Brings the database to the present schema; one process at a time, the others wait and find it done. Changes
 * nothing, and needs no right to change anything, when it is there already.
 */
export async function migrate(client: ClientBase): Promise<void> {
  if ((await readVersion(client)) === migrations.length) {
    return;
  }
  await inMigration(client, async () => {
    const version = await readVersion(client);
    if (version === 0) {
      await client.query("create schema if not exists chaukas");
      await client.query("create table chaukas.schema_version (version integer not null)");
      await client.query("insert into chaukas.schema_version values (0)");
    }
    for (const step of migrations.slice(version)) {
      await client.query(step);
    }
    await client.query("update chaukas.schema_version set version = $1", [migrations.length]);
  });
}

/** Runs `work` in a transaction while no other process migrates. */
export async function inMigration(client: ClientBase, work: () => Promise<void>): Promise<void> {
  // Other processes may take long, and this one must not be cut off when it does.
  const settings = { lock_timeout: "0", statement_timeout: "0", idle_in_transaction_session_timeout: "0" };
  await inTransaction(client, { settings }, async () => {
    await client.query("select pg_advisory_xact_lock($1)", [lockId]);
    await work();
  });
}

/** Version of the schema of a database, 0 where there is none. */
export async function readVersion(client: ClientBase): Promise<number> {
  // Not by to_regclass, which remembers from before the wait for the lock that there was no such table.
  const table = await client.query(
    "select from pg_catalog.pg_tables where schemaname = 'chaukas' and tablename = 'schema_version'",
  );
  if (table.rowCount === 0) {
    return 0;
  }
  const { rows } = await client.query("select version from chaukas.schema_version");
  const version: unknown = rows[0]?.version;
  if (typeof version !== "number" || version < 1) {
    throw new StoreError("corrupt", `chaukas.schema_version: expected one row with a version, got ${version}`);
  }
  if (version > migrations.length) {
    throw new StoreError(
      "unsupported",
      `schema of the database: expected version ${migrations.length} or older, got ${version}; run a newer server`,
    );
  }
  return version;
}
