// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Command } from "commander";
import { formatConfig } from "../../config/resolve-config.js";
import type { ServerConfig } from "../../config/server-config.js";
import { settings } from "../../config/settings.js";
import { type RunningServer, startServer } from "../../http/start-server.js";
import { createLogger, type Logger } from "../../observe/create-logger.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";

/** Makes the command that runs the server until it is told to stop. */
export function createServeCommand(): Command {
  const command = new Command("serve")
    .description("Run the server. Its address is printed to stdout once it listens, its log goes to stderr.")
    .option("--print-config", "print the settings as a configuration file, with where each is from, and end");
  addSettingOptions(command, Object.keys(settings) as (keyof ServerConfig)[]);
  return command.action(async ({ printConfig }: { printConfig?: true }) => {
    const resolved = loadConfig(command);
    if (printConfig) {
      process.stdout.write(formatConfig(resolved));
      return;
    }
    const logger = createLogger(resolved.config.logLevel);
    const server = await startServer(resolved.config, { logger });
    const stopped = stopOnSignals(server, logger);
    process.stdout.write(`listening on ${server.url}\n`);
    await stopped;
  });
}

/**
 * Resolves when the server has stopped after SIGTERM or SIGINT. A second signal ends the process at once. An error
 * that nothing has caught is logged and ends the process with 1, once the store is closed, or after five seconds where
 * calls under way do not finish.
 */
function stopOnSignals(server: RunningServer, logger: Logger): Promise<void> {
  const fail = (err: unknown) => {
    logger.fatal({ err }, "unexpected failure");
    setTimeout(() => process.exit(1), 5000).unref();
    server.close().finally(() => process.exit(1));
  };
  // Of more than one, too, since the default of Node would end the process before the store is closed.
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  return new Promise((resolve, reject) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (stopping) {
        logger.warn({ signal }, "stopped at once by a second signal");
        process.exit(1);
      }
      stopping = true;
      logger.info({ signal }, "told to stop");
      server.close().then(resolve, reject);
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
