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

/** What a command works with that signs logs, or writes into them. */
export interface SignedLog {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly signingKey: SigningKey;
  readonly config: ServerConfig;
}

/** Opens the store that a command's settings name, whose logs the signing key of the settings must be for. */
export async function withSignedLog<T>(
  command: Command,
  access: "serve" | "manage",
  use: (opened: SignedLog) => Promise<T>,
): Promise<T> {
  const { config } = loadConfig(command);
  if (config.signingKey === undefined) {
    throw usageError("--signing-key: expected the file with the key of the logs, got none", command.name());
  }
  const signingKey = readSigningKey(config.signingKey, config.origin);
  return withStore(command, access, (store) => {
    const { log } = store;
    if (log === undefined) {
      const remedy = "begin a new store; one that was begun without a log cannot be given one";
      throw new CliError("store: expected one that keeps a log, got one with integrity off", remedy);
    }
    if (log.originHost !== signingKey.host) {
      const problem = `expected a key for ${log.originHost}, the host of the store's logs, got one for ${signingKey.host}`;
      throw new CliError(`--signing-key: ${problem}`, "use the key that the server signs with");
    }
    return use({ store, log, signingKey, config });
  });
}
