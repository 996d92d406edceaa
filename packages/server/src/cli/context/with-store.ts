// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Command } from "commander";
import { toLogOptions } from "../../config/log-options.js";
import type { EventStore } from "../../store/contract/event-store.js";
import { openStore } from "../../store/open-store.js";
import { requireStoreFile } from "./require-store-file.js";
import { loadConfig } from "./setting-options.js";
import { showMigration } from "./show-migration.js";

/**
 * Opens the store named by a command's settings, and closes it afterwards. With access `manage`, a server may be using
 * the same file, but events cannot be appended. With `read`, moreover, the files of an SQLite database stay as they are.
 * A store that does not exist is created only if `mayCreate` is set; otherwise this throws a `CliError`.
 */
export async function withStore<T>(
  command: Command,
  access: "serve" | "manage" | "read",
  use: (store: EventStore) => Promise<T>,
  { mayCreate = false }: { readonly mayCreate?: boolean } = {},
): Promise<T> {
  const { config } = await loadConfig(command);
  if (!mayCreate) {
    requireStoreFile(config.store);
  }
  // The first event fixes the options of the log; a command that cannot append leaves them as they are.
  const log = access === "serve" ? toLogOptions(config) : {};
  // A command makes one call at a time, for which one thread is enough: each costs as much as the command itself.
  const options = { access, maxQueryMs: config.maxQueryMs, readers: 0, ...log, ...showMigration() };
  const store = await openStore(config.store, options);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
