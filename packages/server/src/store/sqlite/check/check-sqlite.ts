// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { formatOrigin, type NoteVerifier, parseOrigin } from "@chaukas/spec-integrity";
import { checkCheckpoints } from "../../check/check-checkpoints.js";
import { reportMissingLogs } from "../../check/check-head.js";
import { createRedactionCheck } from "../../check/check-redactions.js";
import { createSumCheck } from "../../check/check-sums.js";
import type { ReportFinding } from "../../check/store-finding.js";
import { checkTags, checkWords, createEntryHash, createEntrySums } from "./check-entries.js";
import { checkSchema } from "./check-schema.js";
import { checkStrays, checkSums, sumTables } from "./check-tables.js";
import { checkTenant, type SqliteHead, type StoreChecks } from "./check-tenant.js";
import { readCheckpointRows, readRedactionRows } from "./read-rows.js";

/** Options of a check of a database. */
export interface SqliteCheckOptions {
  /** Keys of its logs, to verify the signatures of its checkpoints. */
  readonly verifiers: readonly NoteVerifier[];
  /** Called after each event with the number of events so far. */
  onProgress(events: number): void;
}

/**
 * Checks everything that a database stores about events against the events themselves, and the events against their
 * hashes, the chain and the tree. Reads one snapshot of the database and changes nothing. Returns the number of events.
 *
 * It does not check `keys`, `cursors`, `meta.page_token_secret` and `checkpoints.signed_ms`. If an adversary has rebuilt everything
 * consistently, only someone who kept a checkpoint can detect that.
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
  checkSums(database, checks.sums);
  checkTags(database, checks.tags, report);
  checkWords(database, checks.words, report);
  return events;
}

/** Returns the host of the logs: empty when the store keeps none, a placeholder when the stored value is not a host. */
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
