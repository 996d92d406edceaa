// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SigningKey } from "../audit/checkpoints/signing-key.js";
import { toLogOptions } from "../config/log-options.js";
import type { ServerConfig } from "../config/server-config.js";
import { defaultServerConfig } from "../config/settings.js";
import { ServerStartError } from "../errors/server-start-error.js";
import { createLogger, type Log, type Logger } from "../observe/create-logger.js";
import type { Metrics } from "../observe/create-metrics.js";
import type { EventStore } from "../store/contract/event-store.js";
import type { CommitOptions } from "../store/contract/observe-commits.js";
import { openStore } from "../store/open-store.js";
import { isLoopback } from "./is-loopback.js";
import { readTlsFiles } from "./read-tls-files.js";
import type { RunningServer } from "./serve.js";

/** Dependencies that a server would otherwise create itself. */
export interface ServerDependencies {
  /**
   * Store to serve. It is closed with the server, and the metrics do not count its transactions. By default, the server
   * opens the store named by the configuration.
   */
  readonly store?: EventStore;
  /** Logger of the server. By default, it logs to stderr at the configured level. */
  readonly logger?: Logger;
  /** @deprecated Use `logger`, which takes precedence if both are set. */
  readonly log?: Log;
}

/**
 * Starts the reference server: gRPC, gRPC-Web, Connect, REST, health and reflection on one port. Settings that are
 * left out have their defaults.
 *
 * Rejects with a `ServerStartError` if the server cannot start, and with a `StoreError` if the store cannot be opened.
 */
export async function startServer(
  given: Partial<ServerConfig> = {},
  dependencies: ServerDependencies = {},
): Promise<RunningServer> {
  const config: ServerConfig = { ...defaultServerConfig, ...given };
  const tls = readTlsFiles(config);
  const logger = dependencies.logger ?? dependencies.log ?? createLogger(config.logLevel);
  const signingKey = await readConfiguredKey(config);
  let metrics: Metrics | undefined;
  const opening = dependencies.store ?? openConfigured(config, (commit) => metrics?.observeCommit(commit), logger);
  // Most of the program loads while the threads of the store start. A failure is reported once the store is open.
  const loading = import("./serve.js");
  loading.catch(() => {});
  const store = await opening;
  try {
    const open = await store.keys.isEmpty();
    const local = isLoopback(config.host);
    if (open && !local) {
      throw new ServerStartError(
        "keys_needed",
        `host: expected a loopback address, since the store has no keys, got ${config.host}`,
        "create a key with `chaukas-server keys create --tenant TENANT`, or listen on 127.0.0.1",
      );
    }
    if (open && config.corsOrigins.includes("*")) {
      throw new ServerStartError(
        "keys_needed",
        "cors-origins: expected a list of origins, since the store has no keys, got *, which lets every web page that " +
          "is open on this machine read and write all events",
        "list the origins of your own pages, or create a key with `chaukas-server keys create --tenant TENANT`",
      );
    }
    const { createMetrics, serve } = await loading;
    metrics = createMetrics();
    return await serve(config, { store, logger, metrics, open, tls, signingKey });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Minimum time between two log lines about the progress of a migration. */
const progressMs = 5_000;

async function readConfiguredKey({ signingKey, origin }: ServerConfig): Promise<SigningKey | undefined> {
  if (signingKey === undefined) {
    return undefined;
  }
  const { readSigningKey } = await import("../audit/checkpoints/signing-key-file.js");
  return readSigningKey(signingKey, origin);
}

function openConfigured(
  config: ServerConfig,
  onCommit: CommitOptions["onCommit"] & {},
  logger: Logger,
): Promise<EventStore> {
  let loggedMs = Number.NEGATIVE_INFINITY;
  return openStore(config.store, {
    maxQueryMs: config.maxQueryMs,
    ...toLogOptions(config),
    onCommit,
    onWarning: (warning) => logger.warn(warning),
    onMigration(progress) {
      if (performance.now() - loggedMs >= progressMs || progress.events === progress.total) {
        loggedMs = performance.now();
        logger.info(progress, "migrating the store: reading all of its events again");
      }
    },
  });
}
