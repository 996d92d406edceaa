// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import { settleLogHost } from "../../records/log-host.js";
import { requireCommits } from "./require-commits.js";
import { formerHost, isHostOpen, readHost } from "./resolve-log-host.js";
import { inTransaction } from "./transactions.js";

/**
 * Changes the host of the logs in a database, as the owner of its tables. Rejects with a `StoreError` of code
 * `unsupported` if a checkpoint has it, or if it changed before.
 */
export async function changeLogHost(client: ClientBase, host: string): Promise<void> {
  const before = await readHost(client);
  if (before === undefined || before === "") {
    return;
  }
  const found = { store: "postgres", originHost: before, hasEvents: true, isHostOpen: await isHostOpen(client) };
  if (settleLogHost(found, { originHost: host, mayChangeHost: true }) === before) {
    return;
  }
  await requireCommits(client);
  await inTransaction(client, { isDurable: true }, async () => {
    await client.query("insert into chaukas.properties values ($1, $2)", [formerHost, before]);
    // Waits for servers that save a checkpoint, and lets none begin.
    await client.query("lock table chaukas.checkpoints in share mode");
    const { rowCount } = await client.query(
      `update chaukas.properties set value = $1
        where name = 'origin_host' and value = $2 and not exists (select from chaukas.checkpoints)`,
      [host, before],
    );
    if (rowCount !== 1) {
      throw new StoreError("conflict", "postgres: expected logs that were never signed, found a checkpoint");
    }
  });
}
