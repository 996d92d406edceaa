// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { MigrationOptions } from "../../contract/migration-progress.js";
import { earlierBuildError, StoreError } from "../../contract/store-error.js";
import { createConnections } from "../connect/create-connections.js";
import { parseHosts } from "../connect/parse-hosts.js";
import { completeMigration } from "./complete-migration.js";
import { inMigration } from "./in-migration.js";
import { firstVersion, migrations, schemaVersion } from "./migrations.js";

export interface MigrateOptions extends MigrationOptions {
  /**
   * Existing role that is granted only the privileges that a server needs: to read and append events, and to maintain
   * heads, totals and keys. A server that runs as this role cannot remove an event, cannot change one except by a
   * redaction that the log records, and cannot change the triggers that enforce this.
   */
  readonly serverRole?: string;
  /** Default: 5000. */
  readonly connectTimeoutMs?: number;
  /** Default: 15000. */
  readonly retryMs?: number;
}

/** Migrates a database to the current schema, as the role of the connection string, which then owns the tables. */
export async function migratePostgres(url: string, options: MigrateOptions = {}): Promise<void> {
  const { serverRole, connectTimeoutMs = 5_000, retryMs = 15_000, onMigration } = options;
  // No timeout for answers: the duration of a step grows with the tables.
  const limits = { maxConnections: 1, connectTimeoutMs, retryMs, answerTimeoutMs: 0 };
  const connections = createConnections(parseHosts(url), limits);
  try {
    await connections.use(async (client) => {
      await migrateSchema(client);
      await completeMigration(client, onMigration);
      if (serverRole !== undefined) {
        await inMigration(client, () => grantToServer(client, serverRole));
      }
    });
  } finally {
    await connections.close();
  }
}

const grants = [
  "usage on schema chaukas",
  "select, insert on chaukas.events, chaukas.redactions, chaukas.tiles, chaukas.checkpoints",
  // The trigger allows this only for redactions.
  "update (agent_id, tags, search_terms, body, salt_key, content_hash, opening, revision) on chaukas.events",
  "select, insert on chaukas.secrets, chaukas.properties",
  "select, insert, update on chaukas.heads, chaukas.tallies, chaukas.sessions, chaukas.cursors",
  "select, insert, update, delete on chaukas.session_names",
  "select, insert on chaukas.keys",
  "update (revoked_ms) on chaukas.keys",
  "select on chaukas.schema_version",
];

async function grantToServer(client: ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string | null }>(
    "select (select quote_ident(rolname) from pg_roles where rolname = $1) as name",
    [role],
  );
  const name = rows[0]?.name;
  if (typeof name !== "string") {
    throw new StoreError("unsupported", `role of the server: expected an existing role, got ${JSON.stringify(role)}`);
  }
  for (const grant of grants) {
    await client.query(`grant ${grant} to ${name}`);
  }
}

/**
 * Migrates the database to the current schema. One process migrates at a time; the others wait, then have nothing to
 * do. If the schema is already current, this changes nothing and needs no privilege to change anything.
 */
async function migrateSchema(client: ClientBase): Promise<void> {
  if ((await readVersion(client)) === schemaVersion) {
    return;
  }
  await inMigration(client, async () => {
    const version = await readVersion(client);
    if (version === 0) {
      await client.query("create schema if not exists chaukas");
      await client.query("create table chaukas.schema_version (version integer not null)");
      await client.query("insert into chaukas.schema_version values (0)");
    }
    for (const step of version === 0 ? migrations : migrations.slice(version - firstVersion + 1)) {
      await client.query(step);
    }
    await client.query("update chaukas.schema_version set version = $1", [schemaVersion]);
  });
}

/** Returns the schema version of a database, or 0 if it has no schema. */
export async function readVersion(client: ClientBase): Promise<number> {
  // Not with to_regclass, which may return a stale result from before the wait for the lock.
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
  if (version < firstVersion) {
    throw earlierBuildError("schema of the database");
  }
  if (version > schemaVersion) {
    throw new StoreError(
      "unsupported",
      `schema of the database: expected version ${schemaVersion} or older, got ${version}; run a newer server`,
    );
  }
  return version;
}
