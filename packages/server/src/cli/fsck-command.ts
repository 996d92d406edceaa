// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { isIntegrityError, type NoteVerifier, parseVerifierKey } from "@chaukas/spec-integrity";
import { Command } from "commander";
import { applicationId, migrations } from "../store/sqlite/schema.js";
import { checkLog } from "../verify/check-log.js";
import { checkSqlite } from "../verify/sqlite/check-sqlite.js";
import type { StoreFinding } from "../verify/store-finding.js";
import { CliError, usageError } from "./cli-error.js";
import { createProgress } from "./create-progress.js";
import { exitCode } from "./exit-code.js";
import { addSettingOptions, loadConfig } from "./setting-options.js";
import { withStore } from "./with-store.js";

interface FsckOptions {
  key?: string[];
  json?: true;
}

interface FsckResult {
  readonly events: number;
  readonly findings: number;
  readonly first: readonly StoreFinding[];
}

const maxListed = 20;

/** Makes the command that checks a store. */
export function createFsckCommand(setExitCode: (code: number) => void): Command {
  const command = new Command("fsck")
    .description(
      "Check a store: every event against its hashes, the chain and the tree; and in SQLite every column, index and " +
        "sum against the events. Nothing is changed. A server may run on the store.",
    )
    .argument("[STORE]", "store to check, in place of --store")
    .option("--key <KEY>", "verifier key of a log, to verify its checkpoints; may be repeated", collect)
    .option("--json", "print the result as one JSON object");
  return addSettingOptions(command, ["store"]).action(async (store: string | undefined, options: FsckOptions) => {
    if (store !== undefined) {
      command.setOptionValueWithSource("store", store, "cli");
    }
    const url = loadConfig(command).config.store;
    const verifiers = (options.key ?? []).map(readKey);
    const result = /^postgres(ql)?:/i.test(url) ? await checkStore(command) : checkFile(url, verifiers);
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : formatResult(result));
    if (result.findings > 0) {
      setExitCode(exitCode.damaged);
    }
  });
}

function checkFile(url: string, verifiers: readonly NoteVerifier[]): FsckResult {
  const file = url.replace(/^sqlite:/i, "");
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
  if (!existsSync(file)) {
    throw new CliError(`store: ${file}: there is no such file`, "check the path");
  }
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  const read = (name: string) => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
  if (read("application_id") !== applicationId || read("user_version") !== migrations.length) {
    database.close();
    throw new CliError(
      `store: ${file}: expected a database of this version of @chaukas/server`,
      "check the path; start the server once, if it is of an older version",
    );
  }
  database.exec("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536");
  return database;
}

async function checkStore(command: Command): Promise<FsckResult> {
  return withStore(command, "manage", async ({ log, listTenants }) => {
    if (log === undefined) {
      throw new CliError(
        "store: expected one that keeps a log, got one with integrity off",
        "there is nothing to check",
      );
    }
    const found = collectFindings();
    let events = 0;
    for (const tenantId of await listTenants()) {
      const progress = createProgress((await log.readHead(tenantId)).size, `events of ${tenantId}`);
      events += await checkLog(log, tenantId, found.report, progress.update).finally(progress.stop);
    }
    return found.result(events);
  });
}

function collectFindings() {
  const first: StoreFinding[] = [];
  let findings = 0;
  return {
    report(finding: StoreFinding) {
      findings += 1;
      if (first.length < maxListed) {
        first.push(finding);
      }
    },
    result: (events: number): FsckResult => ({ events, findings, first }),
  };
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
  const summary = findings === 0 ? `${events} events, all in order` : `${events} events, ${findings} findings`;
  return [...lines, ...more, summary].map((line) => `${line}\n`).join("");
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
