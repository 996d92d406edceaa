// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Command } from "commander";
import { toLogOptions } from "../../config/log-options.js";
import type { EventStore } from "../../store/contract/event-store.js";
import { openStore } from "../../store/open-store.js";
import { requireStoreFile } from "./require-store-file.js";
import { loadConfig } from "./setting-options.js";

/**
 * Opens the store that a command's settings name, and closes it at the end. With the access `manage` a server may run
 * on the same file, but events cannot be added. A store that is not there is made for what `mayCreate` alone.
 */
export async function withStore<T>(
  command: Command,
  access: "serve" | "manage",
  use: (store: EventStore) => Promise<T>,
  { mayCreate = false }: { readonly mayCreate?: boolean } = {},
): Promise<T> {
  const { config } = loadConfig(command);
  if (!mayCreate) {
    requireStoreFile(config.store);
  }
  // Events settle what a log is, once and for all; without any, it is left as it is found.
  const log = access === "serve" ? toLogOptions(config) : {};
  const store = await openStore(config.store, { access, maxQueryMs: config.maxQueryMs, ...log });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
