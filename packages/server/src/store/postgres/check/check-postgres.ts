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
import { isMigrating } from "../schema/complete-migration.js";
import { readVersion } from "../schema/migrate.js";
import { schemaVersion } from "../schema/migrations.js";
import { checkSchema } from "./check-schema.js";
import { checkStrays, checkSums, sumTables } from "./check-tables.js";
import { checkTenant, type StoreChecks } from "./check-tenant.js";
import { readHeads, readRedactionRows } from "./read-rows.js";

/** Options of {@link checkPostgres}. */
export interface PostgresCheckOptions {
  /** Keys of the logs, to verify the signatures of checkpoints. */
  readonly verifiers: readonly NoteVerifier[];
  /** Called before the first event, with the expected number of events. */
  onTotal(events: number): void;
  /** Called after each event, with the number of events so far. */
  onProgress(events: number): void;
}

// A check may take arbitrarily long, and these timeouts would abort it.
const settings = `select set_config(name, '0', true) from pg_settings where name in (
  'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`;

/**
 * Checks everything that a database stores about events against the events, and the events against their hashes, the
 * chain and the tree. Reads one state of the database, and changes nothing. Resolves with the number of events. Rejects
 * with a `StoreError` of code `unsupported` if the schema has another version.
 *
 * Nothing vouches for `keys`, `secrets`, `cursors` and `checkpoints.signed_ms`. If an adversary has rebuilt a log
 * completely, only a kept checkpoint contradicts it. The files of the database are not checked; pg_amcheck does that.
 */
export function checkPostgres(
  client: ClientBase,
  report: ReportFinding,
  options: PostgresCheckOptions,
): Promise<number> {
  const mode = "isolation level repeatable read read only";
  // Unqualified names must be those of PostgreSQL itself, and a policy that hides rows must cause an error.
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
  if (version !== schemaVersion) {
    const got = version === 0 ? "none" : version;
    const problem = `expected version ${schemaVersion}, got ${got}; migrate it first`;
    throw new StoreError("unsupported", `schema of the database: ${problem}`);
  }
  if (await isMigrating(client)) {
    throw new StoreError("unsupported", "schema of the database: its migration is not complete; migrate it first");
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
const formerHostProperty = "former_origin_host";

/**
 * Checks the properties that are fixed for the life of a store. Resolves with the host of its logs: empty if it keeps
 * none, and a placeholder if the stored host is missing or invalid.
 */
async function checkProperties(client: ClientBase, heads: readonly HeadRow[], report: ReportFinding): Promise<string> {
  const versions = await client.query("select from chaukas.schema_version");
  if (versions.rowCount !== 1) {
    report({ table: "schema_version", message: `expected one row, got ${versions.rowCount}` });
  }
  const { rows } = await client.query<{ name: string; value: string }>("select name, value from chaukas.properties");
  for (const { name } of rows.filter((row) => row.name !== hostProperty && row.name !== formerHostProperty)) {
    report({ table: "properties", column: "name", message: `${name}: expected no such row` });
  }
  const host = rows.find(({ name }) => name === hostProperty)?.value;
  if (host === undefined) {
    const hasLog = heads.some(({ last_leaf }) => last_leaf !== null);
    if (heads.some(({ next_sequence }) => next_sequence > 0)) {
      report({ table: "properties", message: `${hostProperty}: expected a row, found none` });
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
