// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Command } from "commander";
import { maskUrl } from "../../config/settings.js";
import { openStore } from "../../store/open-store.js";
import { requireStoreFile } from "../context/require-store-file.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";

/** Creates the `purge` command, which removes what redactions have left in the files of a store. */
export function createPurgeCommand(): Command {
  const command = new Command("purge")
    .description(
      "Rewrite a store without what redactions have left in its files. Servers wait meanwhile. In PostgreSQL, this " +
        "requires the role that owns the tables and the database; an SQLite file must not be open in a server.",
    )
    .argument("[STORE]", "store to purge, instead of --store");
  return addSettingOptions(command, ["store"]).action(async (location: string | undefined) => {
    const url = location ?? (await loadConfig(command)).config.store;
    requireStoreFile(url);
    const store = await openStore(url, { access: "serve", purge: "complete" });
    try {
      // Only stores with a log allow redaction.
      await store.log?.purge();
    } finally {
      await store.close();
    }
    process.stderr.write(`purged: ${maskUrl(url)}\n`);
  });
}
