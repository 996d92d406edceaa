// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { escapeUnprintable, isIntegrityError, type NoteVerifier, parseVerifierKey } from "@chaukas/spec-integrity";
import { Command } from "commander";
import { earlierBuildError } from "../../store/contract/store-error.js";
import { checkSqlite } from "../../store/sqlite/check/check-sqlite.js";
import { requireNoServerElsewhere } from "../../store/sqlite/file/lock-database.js";
import { isMigrating } from "../../store/sqlite/schema/complete-migration.js";
import { applicationId, schemaVersion, unreleasedVersion } from "../../store/sqlite/schema/migrations.js";
import { openReadOnly } from "../../store/sqlite/thread/open-read-only.js";
import { toStoreError } from "../../store/sqlite/thread/to-store-error.js";
import { requireSqlitePath } from "../../store/sqlite-path-of.js";
import { CliError, exitCode, usageError } from "../context/cli-error.js";
import { createProgress } from "../context/create-progress.js";
import { formatCount } from "../context/format-count.js";
import { requireStoreFile } from "../context/require-store-file.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";
import { collectFindings, type FsckResult } from "./collect-findings.js";

interface FsckOptions {
  key?: string[];
  json?: true;
}

/** Creates the `fsck` command, which checks a store. */
export function createFsckCommand(setExitCode: (code: number) => void): Command {
  const command = new Command("fsck")
    .description(
      "Check a store: every event against its hashes, the chain and the tree, every column, index and sum against " +
        "the events, and the schema against the expected one. Changes nothing. Works while a server is using the store.",
    )
    .argument("[STORE]", "store to check, instead of --store")
    .option("--key <KEY>", "verifier key of a log, to verify its checkpoints; repeatable", collect)
    .option("--json", "print the result as one JSON object");
  return addSettingOptions(command, ["store"]).action(async (store: string | undefined, options: FsckOptions) => {
    if (store !== undefined) {
      command.setOptionValueWithSource("store", store, "cli");
    }
    const url = (await loadConfig(command)).config.store;
    const verifiers = (options.key ?? []).map(readKey);
    const result = /^postgres(ql)?:/i.test(url) ? await checkInPostgres(url, verifiers) : checkFile(url, verifiers);
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : formatResult(result));
    if (result.findings > 0) {
      setExitCode(exitCode.damaged);
    }
  });
}

async function checkInPostgres(url: string, verifiers: readonly NoteVerifier[]): Promise<FsckResult> {
  // Loaded on demand, like the PostgreSQL client everywhere else.
  const { checkDatabase } = await import("./check-database.js");
  return checkDatabase(url, verifiers);
}

function formatResult({ events, findings, first }: FsckResult): string {
  const lines = first.map(({ table, column, tenantId, sequence, eventId, message }) => {
    const place = [
      column === undefined ? table : `${table}.${column}`,
      ...(tenantId === undefined ? [] : [`tenant ${tenantId}`]),
      ...(sequence === undefined ? [] : [`event ${sequence}${eventId === undefined ? "" : ` (${eventId})`}`]),
    ];
    return `${place.join(", ")}: ${message}`;
  });
  const more = findings > first.length ? [`and ${findings - first.length} more`] : [];
  const summary = `${formatCount(events, "event")}, ${findings === 0 ? "no findings" : formatCount(findings, "finding")}`;
  return [...lines, ...more, summary].map((line) => `${escapeUnprintable(line)}\n`).join("");
}

function readKey(key: string): NoteVerifier {
  try {
    return parseVerifierKey(key);
  } catch (error) {
    throw usageError(`--key: ${isIntegrityError(error) ? error.message : error}`, "fsck");
  }
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** Checks an SQLite store, given as a path or URL. Throws a `StoreError` if SQLite cannot read it. */
export function checkFile(url: string, verifiers: readonly NoteVerifier[]): FsckResult {
  const file = requireSqlitePath(url);
  requireStoreFile(url);
  try {
    return checkDatabaseFile(file, verifiers);
  } catch (error) {
    throw toStoreError(error, file);
  }
}

function checkDatabaseFile(file: string, verifiers: readonly NoteVerifier[]): FsckResult {
  const database = openDatabase(file);
  const [row] = database.prepare("SELECT coalesce(sum(next_sequence), 0) AS events FROM heads").all();
  const progress = createProgress(Number(row?.["events"]), "events");
  const found = collectFindings();
  try {
    const events = checkSqlite(database, found.report, {
      verifiers,
      onProgress: (count) => (count % 1000 === 0 ? progress.update(count) : undefined),
    });
    return found.result(events);
  } finally {
    progress.stop();
    database.close();
  }
}

function openDatabase(file: string): DatabaseSync {
  requireNoServerElsewhere(file);
  const database = openReadOnly(file);
  const read = (name: string) => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
  if (read("application_id") === applicationId && read("user_version") === unreleasedVersion) {
    database.close();
    throw earlierBuildError(`database ${file}`);
  }
  const isCurrent = read("application_id") === applicationId && read("user_version") === schemaVersion;
  if (!isCurrent || isMigrating(database)) {
    database.close();
    throw new CliError(
      `store: ${file}: expected a database of this version of @chaukas/server`,
      "check the path; if the store was written by an older version, start the server once to migrate it",
    );
  }
  database.exec("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536");
  return database;
}
