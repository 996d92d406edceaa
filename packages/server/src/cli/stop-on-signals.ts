// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RunningServer } from "../http/running-server.js";
import type { Log } from "../log/create-log.js";

/**
 * Resolves when the server has stopped after SIGTERM or SIGINT. A second signal ends the process at once. An error
 * that nothing has caught is logged and ends the process with 1, once the store is closed, or after five seconds where
 * calls under way do not finish.
 */
export function stopOnSignals(server: RunningServer, log: Log): Promise<void> {
  const fail = (err: unknown) => {
    log.fatal({ err }, "unexpected failure");
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
        log.warn({ signal }, "stopped at once by a second signal");
        process.exit(1);
      }
      stopping = true;
      log.info({ signal }, "told to stop");
      server.close().then(resolve, reject);
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
