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
  checkSums(database, checks.sums);
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
