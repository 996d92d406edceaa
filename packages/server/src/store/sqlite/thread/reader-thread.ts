// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../../contract/store-error.js";
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
  const requireFiles = () => requireInodes(inodes, file);
  requireFiles();
  const methods =
    migrationRemedy === undefined
      ? createMethods(openConnection(file, "read"), maxQueryMs)
      : readUntouched(file, migrationRemedy, maxQueryMs);
  return requireInodesIn(methods, requireFiles);
});

type Methods = Record<string, (argument: never) => unknown>;

function createMethods(database: DatabaseSync, maxQueryMs: number): Methods {
  const readMeta = (name: string) => database.prepare("SELECT value FROM meta WHERE name = ?").get(name)?.["value"];
  return {
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
}

/** Reads again what another program, such as a server that starts, may have changed meanwhile. */
const maxReads = 5;

/** Reads a database without changing its files. */
function readUntouched(file: string, migrationRemedy: string, maxQueryMs: number): Methods {
  const open = () => {
    const { database, isUntouched } = openUntouched(file);
    try {
      database.exec("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF");
      requireNewestSchema(database, file, migrationRemedy);
      return { methods: createMethods(database, maxQueryMs), isUntouched };
    } catch (error) {
      database.close();
      throw error;
    }
  };
  let opened = open();
  const call = (name: string, argument: unknown): unknown => {
    for (let reads = 1; ; reads++) {
      try {
        const result = opened.methods[name]?.(argument as never);
        if (opened.isUntouched()) {
          return result;
        }
      } catch (error) {
        if (opened.isUntouched()) {
          throw error;
        }
      }
      if (reads === maxReads) {
        throw new StoreError("unavailable", `database ${file}: other programs change it while it is read; try again`);
      }
      opened.methods["close"]?.(undefined as never);
      opened = open();
    }
  };
  const names = Object.keys(opened.methods).filter((name) => name !== "close");
  return {
    ...Object.fromEntries(names.map((name) => [name, (argument: never) => call(name, argument)])),
    close: () => opened.methods["close"]?.(undefined as never),
  };
}
