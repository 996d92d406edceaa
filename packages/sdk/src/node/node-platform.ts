// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { AsyncLocalStorage } from "node:async_hooks";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { Platform } from "../core/platform.js";
import type { ContextStore } from "../scope/scope-context.js";
import { createSpoolCarrier } from "../spool/create-spool-carrier.js";
import { createFileSink } from "./create-file-sink.js";
import { readEnvironment } from "./read-environment.js";
import { watchExit } from "./watch-exit.js";

const gzipAsync = promisify(gzip);

/** Node, Bun and Deno. */
export const nodePlatform: Platform = {
  fillOptions: readEnvironment,
  createStore<Value>() {
    // Its types say more than they need, about the arguments that it passes on.
    return new AsyncLocalStorage<Value>() as ContextStore<Value>;
  },
  // The fastest level: events repeat themselves so much that the others save little.
  compress: (bytes) => gzipAsync(bytes, { level: constants.Z_BEST_SPEED }),
  createFileSink,
  createSpoolCarrier,
  watchExit,
};
