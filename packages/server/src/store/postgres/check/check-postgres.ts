// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, type NoteVerifier, parseOrigin } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import { type HeadRow, reportMissingLogs } from "../../check/check-head.js";
import { createRedactionCheck } from "../../check/redaction-check.js";
import { type ReportFinding, reportStrays } from "../../check/store-finding.js";
import { createSumCheck, type SumCheck, type SumTables } from "../../check/sum-check.js";
import { StoreError } from "../../contract/store-error.js";
import { fromColumnText } from "../../words/column-text.js";
import { inTransaction } from "../connect/transactions.js";
import { readVersion } from "../schema/migrate.js";
import { migrations } from "../schema/migrations.js";
import { checkSchema } from "./check-schema.js";
import { checkTenant, type StoreChecks } from "./check-tenant.js";
import { readHeads, readRedactionRows, readRows } from "./read-rows.js";

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
  await checkTables(client, checks.sums);
  return events;
}

/** Finds what belongs to no tenant. */
async function checkStrays(client: ClientBase, report: ReportFinding): Promise<void> {
  for (const table of ["events", "tiles", "checkpoints"]) {
    const { rows } = await client.query<{ tenant_id: string; rows: string }>(
      `select tenant_id, count(*) as rows from chaukas.${table} t
        where not exists (select from chaukas.heads h where h.tenant_id = t.tenant_id)
        group by tenant_id order by tenant_id`,
    );
    for (const { tenant_id, rows: count } of rows) {
      const tenant = `tenant ${JSON.stringify(fromColumnText(tenant_id))}`;
      reportStrays({ table, tenant, rows: Number(count) }, report);
    }
  }
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

/** Tables of sums as PostgreSQL has them. */
const sumTables: SumTables = {
  tenant: "tenant_id",
  sessionColumns: ["events", "first_time", "last_time"],
  toSessionValues: ({ events, first, last }) => [events, toNanoseconds(first), toNanoseconds(last)],
};

function toNanoseconds([seconds, nanos]: readonly [number, number]): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
}

/** Holds the tables of sums against what the events have come to. */
async function checkTables(client: ClientBase, sums: SumCheck): Promise<void> {
  for (const table of ["tallies", "sessions"] as const) {
    const check = sums.begin(table);
    for await (const row of readRows(client, `select * from chaukas.${table}`)) {
      check.push(row);
    }
    check.end();
  }
}
