// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { sqlitePathOf } from "../../store/sqlite-path-of.js";
import { CliError } from "./cli-error.js";

/** Throws a `CliError` if the file of an SQLite store does not exist, since opening the store would create it. */
export function requireStoreFile(store: string): void {
  const path = sqlitePathOf(store);
  if (path !== undefined && !existsSync(path)) {
    throw new CliError(`store: ${path}: no such file`, "check the path");
  }
}
