// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, type NoteVerifier, parseOrigin } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import { type HeadRow, reportMissingLogs } from "../../check/check-head.js";
import { createRedactionCheck } from "../../check/check-redactions.js";
import { createSumCheck } from "../../check/check-sums.js";
import type { ReportFinding } from "../../check/store-finding.js";
import { StoreError } from "../../contract/store-error.js";
import { inTransaction } from "../connect/transactions.js";
import { readVersion } from "../schema/migrate.js";
import { migrations } from "../schema/migrations.js";
import { checkSchema } from "./check-schema.js";
import { checkStrays, checkSums, sumTables } from "./check-tables.js";
import { checkTenant, type StoreChecks } from "./check-tenant.js";
import { readHeads, readRedactionRows } from "./read-rows.js";

/** What a check of a database looks at. */
export interface PostgresCheckOptions {
  /** Keys of its logs, to verify the signatures of its checkpoints. */
  readonly verifiers: readonly NoteVerifier[];
  /** Told how many events there should be, before the first. */
  onTotal(events: number): void;
  /** Told after each event, how many there were. */
  onProgress(events: number): void;
}

// A check takes long, and nothing here says how long; these would end it.
const settings = `select set_config(name, '0', true) from pg_settings where name in (
  'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`;

/**
 * Holds all that a database stores about events against the events themselves, and those against their hashes, the chain
 * and the tree. It reads one state of the database, and changes nothing. Resolves with the number of events. Rejects with
 * a `StoreError` of code `unsupported` when the schema is of another version.
 *
 * Nothing here vouches for `keys`, `secrets` and `checkpoints.signed_ms`, and what an adversary has made anew throughout
 * is found only by who kept a checkpoint. Neither does it look into the files of the database, as pg_amcheck does.
 */
export function checkPostgres(
  client: ClientBase,
  report: ReportFinding,
  options: PostgresCheckOptions,
): Promise<number> {
  const mode = "isolation level repeatable read read only";
  // Names are those of PostgreSQL, whatever else is in the way; and a policy that hides rows is an error.
  const limits = { search_path: "pg_catalog", row_security: "off" };
  return inTransaction(client, { mode, settings: limits }, async () => {
    await client.query(settings);
    await requireVersion(client);
    await checkSchema(client, report);
    return checkContent(client, report, options);
  });
}

async function requireVersion(client: ClientBase): Promise<void> {
  const version = await readVersion(client);
  if (version !== migrations.length) {
    const got = version === 0 ? "none" : version;
    const problem = `expected version ${migrations.length}, got ${got}; migrate it first`;
    throw new StoreError("unsupported", `schema of the database: ${problem}`);
  }
}

async function checkContent(client: ClientBase, report: ReportFinding, options: PostgresCheckOptions): Promise<number> {
  const heads = await readHeads(client);
  options.onTotal(heads.reduce((sum, head) => sum + head.next_sequence, 0));
  const originHost = await checkProperties(client, heads, report);
  let events = 0;
  const checks: StoreChecks = {
    client,
    originHost,
    verifiers: options.verifiers,
    report,
    sums: createSumCheck(sumTables, report),
    redactions: createRedactionCheck(await readRedactionRows(client), report),
    onEvent() {
      events += 1;
      options.onProgress(events);
    },
  };
  await checkStrays(client, report);
  reportMissingLogs(options.verifiers, { heads, originHost }, report);
  for (const head of heads) {
    await checkTenant(checks, head);
  }
  checks.redactions.end();
  await checkSums(client, checks.sums);
  return events;
}

const hostProperty = "origin_host";

/**
 * Checks what is settled for the life of a store. Resolves with the host of its logs: empty when it keeps none, and a
 * made-up one where what is stored is no host.
 */
async function checkProperties(client: ClientBase, heads: readonly HeadRow[], report: ReportFinding): Promise<string> {
  const versions = await client.query("select from chaukas.schema_version");
  if (versions.rowCount !== 1) {
    report({ table: "schema_version", message: `expected one row, got ${versions.rowCount}` });
  }
  const { rows } = await client.query<{ name: string; value: string }>("select name, value from chaukas.properties");
  for (const { name } of rows.filter((row) => row.name !== hostProperty)) {
    report({ table: "properties", column: "name", message: `${name}: expected no such row` });
  }
  const host = rows.find(({ name }) => name === hostProperty)?.value;
  if (host === undefined) {
    const hasLog = heads.some(({ last_leaf }) => last_leaf !== null);
    if (heads.some(({ next_sequence }) => next_sequence > 0)) {
      report({ table: "properties", message: `${hostProperty}: it is missing` });
    }
    return hasLog ? "host.invalid" : "";
  }
  try {
    return host === "" ? host : parseOrigin(formatOrigin(host, "t")).host;
  } catch {
    const message = `${hostProperty}: expected a host, got ${JSON.stringify(host)}`;
    report({ table: "properties", column: "value", message });
    return "host.invalid";
  }
}
