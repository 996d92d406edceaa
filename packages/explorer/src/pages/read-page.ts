// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Reads a page by its name in the exports of this package, since this module may be a part of a bundle elsewhere. */
export function readPage(name: `@chaukas/explorer/${string}.html`): string {
  return readFileSync(createRequire(import.meta.url).resolve(name), "utf8");
}
