// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { backUpSqlite } from "../../store/sqlite/back-up-sqlite.js";
import { sqlitePathOf } from "../../store/sqlite-path-of.js";
import { CliError } from "../context/cli-error.js";
import { createProgress } from "../context/create-progress.js";
import { formatCount } from "../context/format-count.js";
import { requireStoreFile } from "../context/require-store-file.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";

/** Creates the `backup` command, which copies an SQLite store while a server uses it. */
export function createBackupCommand(): Command {
  const command = new Command("backup")
    .description(
      "Copy an SQLite store to a new file, with everything in it, as it is at one moment. Works while a server is " +
        "using the store. For PostgreSQL, use its own tools.",
    )
    .argument("<TARGET>", "file to create, or an existing folder, in which the file gets a name with the time");
  return addSettingOptions(command, ["store"]).action(async (target: string) => {
    const { store } = (await loadConfig(command)).config;
    const path = sqlitePathOf(store);
    if (path === undefined) {
      const problem = "expected an SQLite file, got PostgreSQL, whose own tools make consistent copies";
      throw new CliError(`store: ${problem}`, howToBackUpPostgres);
    }
    requireStoreFile(store);
    const file = chooseFile(target);
    const progress = createProgress(100, "%");
    const logs = await backUpSqlite(path, file, ({ copied, total }) =>
      progress.update(Math.floor((copied / total) * 100)),
    ).finally(progress.stop);
    for (const { tenantId, size } of logs) {
      process.stderr.write(`tenant ${JSON.stringify(tenantId)}: ${formatCount(size, "event")}\n`);
    }
    process.stdout.write(`${file}\n`);
  });
}

/** What to do about a store in PostgreSQL. */
const howToBackUpPostgres =
  "run `pg_dump --format=custom --file=FILE DATABASE`, or archive the write-ahead log (pg_basebackup), which loses nothing";

function chooseFile(target: string): string {
  if (existsSync(target) && statSync(target).isDirectory()) {
    return join(target, `chaukas-${new Date().toISOString().replaceAll(":", "-")}.db`);
  }
  if (existsSync(target)) {
    throw new CliError(`${target}: expected a new file or a folder, found a file`, "choose another name");
  }
  const folder = /[/\\]$/.test(target) ? target : dirname(target);
  if (!existsSync(folder)) {
    throw new CliError(`${folder}: expected an existing folder, found none`, "create it, or choose another");
  }
  return target;
}
