// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { formatOrigin, type NoteVerifier, parseOrigin } from "@chaukas/spec-integrity";
import { checkCheckpoints } from "../../check/check-checkpoints.js";
import { reportMissingLogs } from "../../check/check-head.js";
import { createRedactionCheck } from "../../check/redaction-check.js";
import { type ReportFinding, reportStrays } from "../../check/store-finding.js";
import { createSumCheck, type SumCheck, type SumTables } from "../../check/sum-check.js";
import { checkTags, checkWords, createEntryHash, createEntrySums } from "./check-entries.js";
import { checkSchema } from "./check-schema.js";
import { checkTenant, type SqliteHead, type StoreChecks } from "./check-tenant.js";
import { readCheckpointRows, readRedactionRows } from "./read-rows.js";

/** What a check of a database looks at. */
export interface SqliteCheckOptions {
  /** Keys of its logs, to verify the signatures of its checkpoints. */
  readonly verifiers: readonly NoteVerifier[];
  /** Told after each event, how many there were. */
  onProgress(events: number): void;
}

/**
 * Holds all that a database stores about events against the events themselves, and those against their hashes, the chain
 * and the tree. It reads one state of the database, and changes nothing. Returns the number of events.
 *
 * Nothing here vouches for `keys`, `meta.page_token_secret` and `checkpoints.signed_ms`, and what an adversary has made
 * anew throughout is found only by who kept a checkpoint.
 */
export function checkSqlite(database: DatabaseSync, report: ReportFinding, options: SqliteCheckOptions): number {
  database.exec("BEGIN");
  try {
    checkFile(database, report);
    checkSchema(database, report);
    return checkContent(database, report, options);
  } finally {
    database.exec("COMMIT");
  }
}

const maxFileProblems = 20;

function checkFile(database: DatabaseSync, report: ReportFinding): void {
  const rows = database.prepare(`PRAGMA integrity_check(${maxFileProblems})`).all();
  for (const row of rows) {
    const [problem] = Object.values(row);
    if (problem !== "ok") {
      report({ table: "file", message: String(problem) });
    }
  }
}

function checkContent(database: DatabaseSync, report: ReportFinding, options: SqliteCheckOptions): number {
  const originHost = readOriginHost(database, report);
  const hashEntry = createEntryHash();
  let events = 0;
  const checks: StoreChecks = {
    database,
    hasLog: originHost !== "",
    report,
    sums: createSumCheck(sumTables, report),
    words: createEntrySums(hashEntry),
    tags: createEntrySums(hashEntry),
    redactions: createRedactionCheck(readRedactionRows(database), report),
    onEvent() {
      events += 1;
      options.onProgress(events);
    },
  };
  checkStrays(database, report);
  const heads = database.prepare("SELECT * FROM heads ORDER BY tenant_no").all() as unknown as SqliteHead[];
  reportMissingLogs(options.verifiers, { heads, originHost }, report);
  for (const head of heads) {
    const rows = readCheckpointRows(database, head.tenant_no);
    const roots = checkTenant(checks, head, new Set(rows.map(({ size }) => size)));
    checkCheckpoints(rows, { head, originHost, verifiers: options.verifiers, roots }, report);
  }
  checks.redactions.end();
  checkTables(database, checks.sums);
  checkTags(database, checks.tags, report);
  checkWords(database, checks.words, report);
  return events;
}

/** The host of the logs; empty when the store keeps none, and a made-up one where what is stored is no host. */
function readOriginHost(database: DatabaseSync, report: ReportFinding): string {
  const value = database.prepare("SELECT value FROM meta WHERE name = 'origin_host'").get()?.["value"];
  const host = value instanceof Uint8Array ? Buffer.from(value).toString() : "";
  try {
    return host === "" ? host : parseOrigin(formatOrigin(host, "t")).host;
  } catch {
    report({ table: "meta", column: "value", message: `origin_host: expected a host, got ${JSON.stringify(host)}` });
    return "host.invalid";
  }
}

/** Finds what belongs to no tenant. */
export function checkStrays(database: DatabaseSync, report: ReportFinding): void {
  for (const [table, tenant] of [
    ["events", "id / 4294967296"],
    ["tiles", "tenant_no"],
    ["checkpoints", "tenant_no"],
  ] as const) {
    const sql = `SELECT CAST(${tenant} AS TEXT) AS tenant, count(*) AS rows FROM ${table} WHERE ${tenant} NOT IN (SELECT tenant_no FROM heads) GROUP BY 1`;
    for (const { tenant: no, rows } of database.prepare(sql).all()) {
      reportStrays({ table, tenant: `tenant number ${no}`, rows: Number(rows) }, report);
    }
  }
}

/** Tables of sums as SQLite has them. */
export const sumTables: SumTables = {
  tenant: "tenant_no",
  sessionColumns: ["events", "first_seconds", "first_nanos", "last_seconds", "last_nanos"],
  toSessionValues: ({ events, first, last }) => [events, ...first, ...last],
};

/** Holds the tables of sums against what the events have come to. */
export function checkTables(database: DatabaseSync, sums: SumCheck): void {
  for (const table of ["tallies", "sessions"] as const) {
    const check = sums.begin(table);
    for (const row of database.prepare(`SELECT * FROM ${table}`).iterate()) {
      check.push(row);
    }
    check.end();
  }
}
