// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { Command } from "commander";
import { backUpSqlite } from "../../store/sqlite/back-up-sqlite.js";
import { sqlitePathOf } from "../../store/sqlite-path-of.js";
import { CliError, exitCode } from "../context/cli-error.js";
import { formatCount } from "../context/format-count.js";
import { requireStoreFile } from "../context/require-store-file.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";
import { checkFile } from "./fsck-command.js";

/** Creates the `restore` command, which puts a backup where a server expects its store. */
export function createRestoreCommand(): Command {
  const command = new Command("restore")
    .description(
      "Check a backup of an SQLite store as fsck does, and copy it to where the server expects its store, which must not " +
        "exist. To restore it into PostgreSQL, use `import --log`.",
    )
    .argument("<BACKUP>", "file that `backup` wrote");
  return addSettingOptions(command, ["store"]).action(async (backup: string) => {
    const { store } = (await loadConfig(command)).config;
    const path = sqlitePathOf(store);
    if (path === undefined) {
      const remedy = "run `pg_restore` for a backup of PostgreSQL, or `import --log BACKUP` for one of SQLite";
      throw new CliError("store: expected a path for an SQLite file, got PostgreSQL", remedy);
    }
    requireStoreFile(backup);
    requireNothing(path);
    const { findings, first, events } = checkFile(backup, []);
    if (findings > 0) {
      const problem = `expected a store without findings, got ${formatCount(findings, "finding")}: ${first[0]?.message}`;
      throw new CliError(
        `${backup}: ${problem}`,
        "run `chaukas-server fsck` on it; restore another backup",
        exitCode.damaged,
      );
    }
    const logs = await backUpSqlite(backup, path);
    for (const { tenantId, size } of logs) {
      process.stderr.write(`tenant ${JSON.stringify(tenantId)}: ${formatCount(size, "event")}\n`);
    }
    process.stderr.write(`restored ${formatCount(events, "event")}; ${howToGoOn}\n`);
  });
}

const howToGoOn =
  "whatever was acknowledged after the backup is lost: compare the logs with the checkpoints that their auditors keep";

/** Requires that neither a store nor the rest of one is in the way: an old write-ahead log would damage the new file. */
function requireNothing(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`]) {
    if (existsSync(file)) {
      const remedy = "stop the server, and move the store away with its -wal and -shm files: it may be evidence";
      throw new CliError(`${file}: expected nothing, found a file`, remedy);
    }
  }
}
