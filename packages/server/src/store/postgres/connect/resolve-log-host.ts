// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import { type LogOptions, settleLogHost } from "../../records/log-host.js";

/** Property with the host before its one change, which prevents a second one. */
export const formerHost = "former_origin_host";

/** The host in the origins of the logs. The first event fixes it for all servers of a database. */
export interface HostAgreement {
  /** Empty if the store keeps no log. */
  readonly host: string;
  /** Whether `check` and `settle` resolve at present without a query. */
  readonly isCurrent: boolean;
  /**
   * Rejects, within a transaction that reads, if another server has since settled on a different host, or if the host was
   * changed more than a second ago.
   */
  check(client: ClientBase): Promise<void>;
  /** Settles on the host, within a transaction that appends, before it locks anything. Rejects like `check`. */
  settle(client: ClientBase): Promise<void>;
  /** Rejects like `check`, but also if the host has just been changed. */
  verify(client: ClientBase): Promise<void>;
}

/** Time after which a host is read again that can still change, in milliseconds. */
const validMs = 1_000;

/** Reads the host that a database has settled on, if any. Rejects if it contradicts the options. */
export async function resolveLogHost(client: ClientBase, options: LogOptions): Promise<HostAgreement> {
  const before = await readHost(client);
  const host = settleHost(before, options, await isHostOpen(client));
  let isSettled = before !== undefined;
  let isFinal = false;
  let validUntil = Number.NEGATIVE_INFINITY;

  /** Returns whether the database has settled on the host. */
  async function verify(client: ClientBase): Promise<boolean> {
    const found = await readHost(client);
    if (isSettled && found !== undefined && found !== host) {
      throw changedError(host, found);
    }
    settleHost(found, { integrity: host !== "", ...(host !== "" && { originHost: host }) });
    return found !== undefined;
  }

  const isCurrent = () => isFinal || performance.now() < validUntil;

  async function check(client: ClientBase): Promise<void> {
    if (isCurrent()) {
      return;
    }
    isSettled = await verify(client);
    if (isSettled) {
      isFinal = host === "" || !(await isHostOpen(client));
      validUntil = performance.now() + validMs;
    }
  }

  return {
    host,
    get isCurrent() {
      return isSettled && isCurrent();
    },
    check,
    async settle(client) {
      if (isSettled) {
        await check(client);
        return;
      }
      const { rowCount } = await client.query(
        "insert into chaukas.properties values ('origin_host', $1) on conflict (name) do nothing",
        [host],
      );
      // A row that this transaction inserted may still be rolled back.
      if (rowCount === 0) {
        await check(client);
      }
    },
    async verify(client) {
      await verify(client);
    },
  };
}

function changedError(before: string, host: string): StoreError {
  const problem = `the origin host of its logs was changed from "${before}" to "${host}" while this server runs`;
  return new StoreError("unsupported", `postgres: ${problem}; restart it`, { remedy: "restart the server" });
}

function settleHost(originHost: string | undefined, options: LogOptions, isHostOpen = false): string {
  return settleLogHost({ store: "postgres", originHost, hasEvents: originHost !== undefined, isHostOpen }, options);
}

/** Returns whether the host can still change: no checkpoint has it, and it did not change before. */
export async function isHostOpen(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(
    "select where exists (select from chaukas.checkpoints) or exists (select from chaukas.properties where name = $1)",
    [formerHost],
  );
  return rowCount === 0;
}

/** Reads the host that a database has settled on. */
export async function readHost(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>(
    "select value from chaukas.properties where name = 'origin_host'",
  );
  return rows[0]?.value;
}
