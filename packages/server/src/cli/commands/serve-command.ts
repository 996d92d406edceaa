// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Command } from "commander";
import type { ServerConfig } from "../../config/server-config.js";
import { settings } from "../../config/settings.js";
import type { RunningServer } from "../../http/serve.js";
import type { Logger } from "../../observe/create-logger.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";

/** Creates the `serve` command, which runs the server until a signal stops it. */
export function createServeCommand(): Command {
  const command = new Command("serve")
    .description("Run the server. It prints its address to stdout once it is listening, and logs to stderr.")
    .option("--print-config", "print all settings as a configuration file, with the source of each, and exit");
  addSettingOptions(command, Object.keys(settings) as (keyof ServerConfig)[]);
  return command.action(async ({ printConfig }: { printConfig?: true }) => {
    const resolved = await loadConfig(command);
    if (printConfig) {
      const { formatConfig } = await import("../../config/format-config.js");
      process.stdout.write(formatConfig(resolved));
      return;
    }
    // Loaded once the settings are valid, since they are most of the program.
    const { createLogger } = await import("../../observe/create-logger.js");
    const { startServer } = await import("../../http/start-server.js");
    const logger = createLogger(resolved.config.logLevel);
    const server = await startServer(resolved.config, { logger });
    const stopped = stopOnSignals(server, logger);
    process.stdout.write(`listening on ${server.url}\n`);
    await stopped;
  });
}

/**
 * Resolves when the server has stopped after SIGTERM or SIGINT. A second signal exits the process at once, with code 1.
 * An uncaught error is logged, and the process exits with code 1 once the store is closed, or after five seconds if
 * running calls do not finish.
 */
function stopOnSignals(server: RunningServer, logger: Logger): Promise<void> {
  const fail = (err: unknown) => {
    logger.fatal({ err }, "unexpected error");
    setTimeout(() => process.exit(1), 5000).unref();
    server.close().finally(() => process.exit(1));
  };
  // Stays registered after the first error, since Node's default would exit before the store is closed.
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  return new Promise((resolve, reject) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (stopping) {
        logger.warn({ signal }, "second signal received, exiting at once");
        process.exit(1);
      }
      stopping = true;
      logger.info({ signal }, "signal received");
      server.close().then(resolve, reject);
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
