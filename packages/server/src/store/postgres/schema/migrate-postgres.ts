// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import { createConnections } from "../connect/create-connections.js";
import { parseHosts } from "../connect/parse-hosts.js";
import { inMigration, migrate } from "./migrate.js";

export interface MigrateOptions {
  /**
   * Role, which must exist, that is given what a server needs and no more: to read and append events, and to keep
   * heads, totals and keys. A server that runs as this role cannot remove an event, nor change one but by a redaction
   * that the log records, nor the triggers that refuse it.
   */
  readonly serverRole?: string;
  /** Default: 5000. */
  readonly connectTimeoutMs?: number;
  /** Default: 15000. */
  readonly retryMs?: number;
}

/** Brings a database to the present schema, as the role of the connection string, which owns the tables then. */
export async function migratePostgres(url: string, options: MigrateOptions = {}): Promise<void> {
  const { serverRole, connectTimeoutMs = 5_000, retryMs = 15_000 } = options;
  // No timeout for answers: a step may take as long as the tables are large.
  const limits = { maxConnections: 1, connectTimeoutMs, retryMs, answerTimeoutMs: 0 };
  const connections = createConnections(parseHosts(url), limits);
  try {
    await connections.use(async (client) => {
      await migrate(client);
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
  // Which the trigger allows for redactions alone.
  "update (body, words, salt_key, content_hash, opening, revision) on chaukas.events",
  "select, insert on chaukas.secrets, chaukas.properties",
  "select, insert, update on chaukas.heads, chaukas.tallies, chaukas.sessions",
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
