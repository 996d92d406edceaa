// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createCompactRange, emptyRoot } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import type { EventLog, LogHead } from "../../contract/event-log.js";
import { StoreError } from "../../contract/store-error.js";
import { splitHashes } from "../../records/hashes.js";
import { toColumnText } from "../../words/column-text.js";
import type { HostAgreement } from "../connect/resolve-log-host.js";
import type { Transactions } from "../connect/transactions.js";
import { readCheckpoint, saveCheckpoint } from "./checkpoints.js";
import { readEntries } from "./read-entries.js";
import { readNodes } from "./read-nodes.js";
import { redactEvent } from "./redact-event.js";

/** Creates the tamper-evident logs of the events in `chaukas.events`. */
export function createEventLog(
  { read, write }: Transactions,
  { host: originHost, verify }: HostAgreement,
  purge: () => Promise<void>,
): EventLog {
  return {
    originHost,
    readHead: (tenantId) => read((client) => readHead(client, toColumnText(tenantId))),
    findSequence: (tenantId, eventId) =>
      read((client) => findSequence(client, toColumnText(tenantId), toColumnText(eventId))),
    readEntries: (tenantId, range) => read((client) => readEntries(client, toColumnText(tenantId), range, originHost)),
    readNodes: (tenantId, nodes) => read((client) => readNodes(client, toColumnText(tenantId), nodes)),
    readCheckpoint: (tenantId) => read((client) => readCheckpoint(client, toColumnText(tenantId))),
    saveCheckpoint: (tenantId, checkpoint) =>
      write(async (client) => {
        await saveCheckpoint(client, toColumnText(tenantId), checkpoint);
        // From here to the commit, the host cannot change any more: it waits for those who write checkpoints.
        await verify(client);
      }),
    async redact(tenantId, redaction) {
      return { recordSequence: await write((client) => redactEvent(client, toColumnText(tenantId), redaction)) };
    },
    purge,
  };
}

async function findSequence(client: ClientBase, tenantId: string, eventId: string): Promise<number | undefined> {
  const { rows } = await client.query<{ sequence: string }>(
    "select sequence from chaukas.events where tenant_id = $1 and event_id = $2",
    [tenantId, eventId],
  );
  return rows[0] && Number(rows[0].sequence);
}

/** Reads the size and root of a tenant's log. The tenant is in the form of `toColumnText`. */
async function readHead(client: ClientBase, tenantId: string): Promise<LogHead> {
  const { rows } = await client.query<{ next_sequence: string; frontier: Uint8Array | null }>(
    "select next_sequence, frontier from chaukas.heads where tenant_id = $1",
    [tenantId],
  );
  const size = Number(rows[0]?.next_sequence ?? 0);
  if (size === 0) {
    return { size, root: emptyRoot() };
  }
  try {
    return {
      size,
      root: createCompactRange({ size, hashes: splitHashes(rows[0]?.frontier ?? new Uint8Array()) }).root(),
    };
  } catch (cause) {
    const message = `head of tenant ${JSON.stringify(tenantId)}: expected the frontier of a tree of size ${size}; restore a backup`;
    throw new StoreError("corrupt", message, { cause });
  }
}
