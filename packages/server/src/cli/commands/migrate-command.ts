// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Command } from "commander";
import { maskUrl } from "../../config/settings.js";
import { openStore } from "../../store/open-store.js";
import { usageError } from "../context/cli-error.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";
import { showMigration } from "../context/show-migration.js";

/** Creates the `migrate` command, which creates or migrates the tables of a store and grants a server's privileges. */
export function createMigrateCommand(): Command {
  const command = new Command("migrate")
    .description(
      "Create the tables of a store, or migrate them to the current version, as a server does on startup. In " +
        "PostgreSQL they belong to the role in the store's URL, which need not be the server's.",
    )
    .argument("[STORE]", "store to migrate, instead of --store")
    .option(
      "--origin <HOST>",
      "new host in the origins of logs that were never signed, which can change once; servers that still run on " +
        "PostgreSQL then refuse all calls until they are restarted",
    )
    .option("--server-role <ROLE>", "PostgreSQL role to grant the privileges that a server needs, and no others");
  return addSettingOptions(command, ["store"]).action(
    async (store: string | undefined, { serverRole, origin }: { serverRole?: string; origin?: string }) => {
      const url = store ?? (await loadConfig(command)).config.store;
      const isPostgres = /^postgres(ql)?:/i.test(url);
      if (serverRole !== undefined && !isPostgres) {
        throw usageError(`--server-role: expected a store in PostgreSQL, got ${JSON.stringify(url)}`, "migrate");
      }
      if (isPostgres) {
        // Loaded on demand, like the store itself.
        const { migratePostgres } = await import("../../store/postgres/schema/migrate.js");
        await migratePostgres(url, { ...(serverRole !== undefined && { serverRole }), ...showMigration() });
      }
      if (origin !== undefined) {
        // No server may use an SQLite file meanwhile.
        const host = { integrity: true, originHost: origin, mayChangeHost: true };
        await (await openStore(url, { access: "serve", ...host, ...showMigration() })).close();
      } else if (!isPostgres) {
        await (await openStore(url, { access: "manage", ...showMigration() })).close();
      }
      process.stderr.write(`migrated: ${maskUrl(url)}\n`);
    },
  );
}
