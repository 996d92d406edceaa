// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { workerData } from "node:worker_threads";
import { createLogReader } from "../log/create-log-reader.js";
import { createReader } from "../query/create-reader.js";
import { findKeyByHash, hasNoKey, listKeys } from "../schema/keys.js";
import { openConnection } from "./open-connection.js";
import { serveCalls } from "./serve-calls.js";

/** The `workerData` of a reader thread. */
export interface ReaderData {
  readonly file: string;
  readonly maxQueryMs: number;
}

const { file, maxQueryMs } = workerData as ReaderData;

serveCalls(file, () => {
  const database = openConnection(file, "read");
  return {
    ...createReader(database, maxQueryMs),
    ...createLogReader(database),
    findKeyByHash: (hash: Uint8Array) => findKeyByHash(database, hash),
    listKeys: (tenantId: string | undefined) => listKeys(database, tenantId),
    hasNoKey: () => hasNoKey(database),
    pageTokenSecret: () => database.prepare("SELECT value FROM meta WHERE name = 'page_token_secret'").get()?.["value"],
    check: () => database.prepare("SELECT 1 FROM events LIMIT 1").all(),
    close: () => database.close(),
  };
});
