// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Inodes, requireInodes, requireInodesIn } from "../file/watch-files.js";
import { createLogReader } from "../log/create-log-reader.js";
import { createReader } from "../query/create-reader.js";
import { readCursor } from "../schema/cursors.js";
import { findKeyByHash, hasNoKey, listKeys } from "../schema/keys.js";
import { requireNewestSchema } from "../schema/migrate.js";
import { openConnection } from "./open-connection.js";
import { openUntouched } from "./open-read-only.js";
import { serveCalls } from "./serve-calls.js";

/** What a reader thread needs to open a database. */
export interface ReaderData {
  readonly file: string;
  /** Inodes of the files, as the writer has them open. */
  readonly inodes: Inodes;
  readonly maxQueryMs: number;
  /** How to migrate a database of an older version, for a database that has no writer. Undefined if it has one. */
  readonly migrationRemedy: string | undefined;
}

serveCalls(({ file, inodes, maxQueryMs, migrationRemedy }: ReaderData) => {
  requireInodes(inodes, file);
  const { database, requireUntouched } =
    migrationRemedy === undefined
      ? { database: openConnection(file, "read"), requireUntouched() {} }
      : openUntouched(file);
  if (migrationRemedy !== undefined) {
    database.exec("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF");
    requireNewestSchema(database, file, migrationRemedy);
  }
  const requireFiles = () => {
    requireInodes(inodes, file);
    requireUntouched();
  };
  const readMeta = (name: string) => database.prepare("SELECT value FROM meta WHERE name = ?").get(name)?.["value"];
  const methods = {
    ...createReader(database, maxQueryMs),
    ...createLogReader(database),
    findKeyByHash: (hash: Uint8Array) => findKeyByHash(database, hash),
    listKeys: (tenantId: string | undefined) => listKeys(database, tenantId),
    hasNoKey: () => hasNoKey(database),
    readCursor: (name: string) => readCursor(database, name),
    originHost: () => Buffer.from((readMeta("origin_host") as Uint8Array | undefined) ?? []).toString(),
    pageTokenSecret: () => readMeta("page_token_secret"),
    check: () => database.prepare("SELECT 1 FROM events LIMIT 1").all(),
    close: () => database.close(),
  };
  return requireInodesIn(methods, requireFiles);
});
