// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { type LogOptions, settleLogHost } from "../../records/log-host.js";

/** The host in the origins of the logs. The first event fixes it for all servers of a database. */
export interface HostAgreement {
  /** Empty if the store keeps no log. */
  readonly host: string;
  /** Rejects, within a transaction that reads, if another server has since settled on a different host. */
  check(client: ClientBase): Promise<void>;
  /** Settles on the host, within a transaction that appends, before it locks anything. Rejects like `check`. */
  settle(client: ClientBase): Promise<void>;
}

/** Reads the host that a database has settled on, if any. Rejects if it contradicts the options. */
export async function resolveLogHost(client: ClientBase, options: LogOptions): Promise<HostAgreement> {
  const before = await readHost(client);
  const host = settleHost(before, options);
  let isSettled = before !== undefined;

  async function check(client: ClientBase): Promise<boolean> {
    const found = await readHost(client);
    settleHost(found, { integrity: host !== "", ...(host !== "" && { originHost: host }) });
    return found !== undefined;
  }

  return {
    host,
    async check(client) {
      if (!isSettled) {
        isSettled = await check(client);
      }
    },
    async settle(client) {
      if (isSettled) {
        return;
      }
      const { rowCount } = await client.query(
        "insert into chaukas.properties values ('origin_host', $1) on conflict (name) do nothing",
        [host],
      );
      await check(client);
      // A row that this transaction inserted may still be rolled back.
      isSettled = rowCount === 0;
    },
  };
}

function settleHost(originHost: string | undefined, options: LogOptions): string {
  return settleLogHost({ store: "postgres", originHost, hasEvents: originHost !== undefined }, options);
}

async function readHost(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>(
    "select value from chaukas.properties where name = 'origin_host'",
  );
  return rows[0]?.value;
}
