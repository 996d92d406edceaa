// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Command } from "commander";
import { formatConfig } from "../config/format-config.js";
import type { ServerConfig } from "../config/server-config.js";
import { settings } from "../config/settings.js";
import { startServer } from "../http/start-server.js";
import { createLog } from "../log/create-log.js";
import { addSettingOptions, loadConfig } from "./setting-options.js";
import { stopOnSignals } from "./stop-on-signals.js";

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
    const log = createLog(resolved.config.logLevel);
    const server = await startServer(resolved.config, { log });
    const stopped = stopOnSignals(server, log);
    process.stdout.write(`listening on ${server.url}\n`);
    await stopped;
  });
}
