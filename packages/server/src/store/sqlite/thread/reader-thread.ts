// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Inodes, requireInodes, requireInodesIn } from "../file/watch-files.js";
import { createLogReader } from "../log/create-log-reader.js";
import { createReader } from "../query/create-reader.js";
import { readCursor } from "../schema/cursors.js";
import { findKeyByHash, hasNoKey, listKeys } from "../schema/keys.js";
import { requireNewestSchema } from "../schema/migrate.js";
import { openConnection } from "./open-connection.js";
import { openReadOnly } from "./open-read-only.js";
import { serveCalls } from "./serve-calls.js";

/** What a reader thread needs to open a database. */
export interface ReaderData {
  readonly file: string;
  /** Inodes of the files, as the writer has them open. */
  readonly inodes: Inodes;
  readonly maxQueryMs: number;
  /** Whether there is no writer, since the file or its folder cannot be written. */
  readonly isReadOnly: boolean;
}

serveCalls(({ file, inodes, maxQueryMs, isReadOnly }: ReaderData) => {
  const requireFiles = () => requireInodes(inodes, file);
  requireFiles();
  const database = isReadOnly ? openReadOnly(file) : openConnection(file, "read");
  if (isReadOnly) {
    requireNewestSchema(database, file);
  }
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
