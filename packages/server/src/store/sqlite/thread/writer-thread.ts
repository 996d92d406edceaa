// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { workerData } from "node:worker_threads";
import { StoreError } from "../../contract/store-error.js";
import type { LogOptions } from "../../records/log-host.js";
import { createAppender } from "../append/create-appender.js";
import { prepareSaveCheckpoint } from "../log/checkpoints.js";
import { purge } from "../log/purge.js";
import { prepareRedactEvent } from "../log/redact-event.js";
import { settleLog } from "../log/settle-log.js";
import { createKey, revokeKey } from "../schema/keys.js";
import { migrate } from "../schema/migrate.js";
import { lockForServer } from "./lock-for-server.js";
import { migrateAlone } from "./migrate-alone.js";
import { openConnection } from "./open-connection.js";
import { serveCalls } from "./serve-calls.js";

/** What the thread that writes is started with. */
export interface WriterData {
  readonly file: string;
  readonly access: "serve" | "manage";
  readonly maxBytes: number | undefined;
  readonly log: LogOptions;
}

const { file, access, maxBytes, log } = workerData as WriterData;

serveCalls(file, () => {
  const lock = access === "serve" ? lockForServer(file) : undefined;
  if (access === "serve" && lock === undefined) {
    throw new StoreError("unavailable", `database ${file}: another server uses it; stop that one or name another file`);
  }
  const database = openConnection(file, "write");
  if (access === "serve") {
    migrate(database, file);
  } else {
    migrateAlone(database, file);
  }
  const originHost = settleLog(database, file, log);
  if (maxBytes !== undefined) {
    const pageSize = Number(database.prepare("PRAGMA page_size").get()?.["page_size"]);
    database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
  }
  return {
    originHost: () => originHost,
    append: createAppender(database),
    redact: prepareRedactEvent(database),
    purge: () => purge(database, file),
    saveCheckpoint: prepareSaveCheckpoint(database),
    createKey: (key: Parameters<typeof createKey>[1]) => createKey(database, key),
    revokeKey: (key: Parameters<typeof revokeKey>[1]) => revokeKey(database, key),
    // A write that is committed, since a disk that is full shows only then.
    check: () => database.exec("UPDATE meta SET value = randomblob(8) WHERE name = 'probe'"),
    close() {
      database.close();
      lock?.release();
    },
  };
});
