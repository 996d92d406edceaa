// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { EventLog } from "../../contract/event-log.js";
import { toColumnText } from "../../words/to-column-text.js";
import type { Transactions } from "../connect/create-transactions.js";
import { readCheckpoint, saveCheckpoint } from "./checkpoints.js";
import { readEntries } from "./read-entries.js";
import { readHead } from "./read-head.js";
import { readNodes } from "./read-nodes.js";
import { redactEvent } from "./redact-event.js";

/** The tamper-evident log behind `chaukas.events`. */
export function createEventLog(
  { read, write }: Transactions,
  originHost: string,
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
      write((client) => saveCheckpoint(client, toColumnText(tenantId), checkpoint)),
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
