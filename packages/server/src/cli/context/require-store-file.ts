// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { sqlitePathOf } from "../../store/sqlite-path-of.js";
import { CliError } from "./cli-error.js";

/** Requires that the file of a store in SQLite is there, since a store that is opened is made where there is none. */
export function requireStoreFile(store: string): void {
  const path = sqlitePathOf(store);
  if (path !== undefined && !existsSync(path)) {
    throw new CliError(`store: ${path}: there is no such file`, "check the path");
  }
}
