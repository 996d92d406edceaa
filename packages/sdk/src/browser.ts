// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { browserPlatform } from "./core/browser-platform.js";
import type { ChaukasOptions } from "./core/chaukas-options.js";
import { type Chaukas, openChaukas } from "./core/open-chaukas.js";

export * from "./exports.js";

/** Opens an instance in a browser or an edge runtime. Throws `ChaukasError` if an option is invalid. */
export function createChaukas(options: ChaukasOptions = {}): Chaukas {
  return openChaukas(options, browserPlatform);
}
