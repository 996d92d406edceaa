// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { type LogOptions, settleLogHost } from "../../records/log-host.js";
import { prepareTransaction } from "../append/prepare-transaction.js";

/** Settles whether a database keeps a log, and under which host. Returns that; empty for a database without a log. */
export function settleLog(database: DatabaseSync, file: string, options: LogOptions): string {
  return prepareTransaction(database)(() => {
    const row = database.prepare("SELECT value FROM meta WHERE name = 'origin_host'").get();
    const before = row && Buffer.from(row["value"] as Uint8Array).toString();
    const hasEvents = database.prepare("SELECT 1 FROM heads WHERE next_sequence > 0 LIMIT 1").get() !== undefined;
    const host = settleLogHost({ store: `database ${file}`, originHost: before, hasEvents }, options);
    if (host !== before) {
      const save = "INSERT INTO meta VALUES ('origin_host', ?) ON CONFLICT DO UPDATE SET value = excluded.value";
      database.prepare(save).run(Buffer.from(host));
    }
    return host;
  });
}
