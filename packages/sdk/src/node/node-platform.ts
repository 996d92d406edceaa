// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { AsyncLocalStorage } from "node:async_hooks";
import type { Platform } from "../core/platform.js";
import type { ContextStore } from "../scope/scope-context.js";
import { createSpoolCarrier } from "../spool/create-spool-carrier.js";
import { createFileSink } from "./create-file-sink.js";
import { readEnvironment } from "./read-environment.js";
import { watchExit } from "./watch-exit.js";

/** Node, Bun and Deno. */
export const nodePlatform: Platform = {
  fillOptions: readEnvironment,
  createStore<Value>() {
    // Its types say more than they need, about the arguments that it passes on.
    return new AsyncLocalStorage<Value>() as ContextStore<Value>;
  },
  createFileSink,
  createSpoolCarrier,
  watchExit,
};
