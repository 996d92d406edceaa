// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasOptions } from "./core/chaukas-options.js";
import { type Chaukas, openChaukas } from "./core/open-chaukas.js";
import { nodePlatform } from "./node/node-platform.js";

export * from "./exports.js";

/**
 * Opens an instance, which records events of agents and sends them to a server, or writes them to a file. Throws
 * `ChaukasError` if an option is invalid.
 */
export function createChaukas(options: ChaukasOptions = {}): Chaukas {
  return openChaukas(options, nodePlatform);
}
