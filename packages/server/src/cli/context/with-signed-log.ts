// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Command } from "commander";
import type { SigningKey } from "../../audit/checkpoints/signing-key.js";
import { readSigningKey } from "../../audit/checkpoints/signing-key-file.js";
import type { ServerConfig } from "../../config/server-config.js";
import type { EventLog } from "../../store/contract/event-log.js";
import type { EventStore } from "../../store/contract/event-store.js";
import { CliError, usageError } from "./cli-error.js";
import { loadConfig } from "./setting-options.js";
import { withStore } from "./with-store.js";

/** What a command that signs logs, or writes to them, works with. */
export interface SignedLog {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly signingKey: SigningKey;
  readonly config: ServerConfig;
}

/**
 * Opens the store named by a command's settings together with its signing key, and closes the store afterwards. Throws
 * a `CliError` if there is no key, if the store has no log, or if the key is for another host than the store's logs.
 */
export async function withSignedLog<T>(
  command: Command,
  access: "serve" | "manage",
  use: (opened: SignedLog) => Promise<T>,
): Promise<T> {
  const { config } = await loadConfig(command);
  if (config.signingKey === undefined) {
    throw usageError("--signing-key: expected the file with the signing key of the logs, got none", command.name());
  }
  const signingKey = readSigningKey(config.signingKey, config.origin);
  return withStore(command, access, (store) => {
    const { log } = store;
    if (log === undefined) {
      const remedy = "create a new store; a log cannot be added to a store that was created without one";
      throw new CliError("store: expected a store with a log, got one with integrity off", remedy);
    }
    if (log.originHost !== signingKey.host) {
      const problem = `expected a key for ${log.originHost}, the host of the store's logs, got one for ${signingKey.host}`;
      throw new CliError(`--signing-key: ${problem}`, "use the key that the server signs with");
    }
    return use({ store, log, signingKey, config });
  });
}
