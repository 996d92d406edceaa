// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Command } from "commander";
import { maskStoreUrl } from "../../config/settings.js";
import { openStore } from "../../store/open-store.js";
import { requireStoreFile } from "../context/require-store-file.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";

/** Makes the command that removes what redactions have left in the files of a store. */
export function createPurgeCommand(): Command {
  const command = new Command("purge")
    .description(
      "Write a store anew without what redactions have left in its files. Servers wait meanwhile. In PostgreSQL it " +
        "needs the role that owns tables and database; on an SQLite file, that no server has it open.",
    )
    .argument("[STORE]", "store to purge, in place of --store");
  return addSettingOptions(command, ["store"]).action(async (location: string | undefined) => {
    const url = location ?? loadConfig(command).config.store;
    requireStoreFile(url);
    const store = await openStore(url, { access: "serve", purge: "complete" });
    try {
      // Without a log nothing was ever redacted.
      await store.log?.purge();
    } finally {
      await store.close();
    }
    process.stderr.write(`purged: ${maskStoreUrl(url)}\n`);
  });
}
