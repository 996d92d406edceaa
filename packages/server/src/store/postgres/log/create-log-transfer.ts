// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { decodeEvent } from "@chaukas/spec-common/codec";
import { createCompactRange } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import type { LogHead } from "../../contract/event-log.js";
import type { LogBatch, LogTransfer, TransferredRecord } from "../../contract/log-transfer.js";
import { chainRecords, emptyTail, type LogTail } from "../../records/chain-records.js";
import {
  repeatedEventError,
  requireCheckpointOf,
  requireEmptyLog,
  requireSameLeaf,
} from "../../records/require-import.js";
import { toColumnText } from "../../words/column-text.js";
import { lockHeads } from "../append/heads.js";
import { insertEvents } from "../append/insert-events.js";
import type { LogLink, PlacedEvent } from "../append/place-events.js";
import { prepareEvent } from "../append/prepare-event.js";
import type { Transactions } from "../connect/transactions.js";
import { insertCheckpoint, readCheckpoints } from "./checkpoints.js";

/** Creates the transfer of whole logs into a database. */
export function createLogTransfer({ read, write, writeOnce }: Transactions): LogTransfer {
  return {
    readCheckpoints: (tenantId, range) => read((client) => readCheckpoints(client, toColumnText(tenantId), range)),
    async importLog(tenantId, batches) {
      const source = watchSource(batches);
      try {
        return await writeOnce((client) => importLog(client, tenantId, source.batches));
      } catch (error) {
        throw source.failure() ?? error;
      }
    },
    replaceSecret: (secret) => write((client) => replaceSecret(client, secret)),
  };
}

/** Keeps the error with which a source ends, which is otherwise taken for one of the database. */
function watchSource(batches: AsyncIterable<LogBatch>) {
  let failure: unknown;
  return {
    batches: (async function* () {
      try {
        yield* batches;
      } catch (error) {
        failure = error;
        throw error;
      }
    })(),
    failure: () => failure,
  };
}

/** Stores a log within a transaction. */
async function importLog(client: ClientBase, tenantId: string, batches: AsyncIterable<LogBatch>): Promise<LogHead> {
  const tenant = toColumnText(tenantId);
  const head = (await lockHeads(client, new Set([tenant]))).get(tenant);
  requireEmptyLog(tenantId, head?.size ?? 0);
  let tail: LogTail = emptyTail;
  for await (const { records, checkpoints } of batches) {
    tail = await insertRecords(client, tenant, tail, records);
    for (const checkpoint of checkpoints) {
      requireCheckpointOf(tenantId, checkpoint, tail.size);
      await insertCheckpoint(client, tenant, checkpoint);
    }
  }
  const { size, frontier } = tail;
  return { size, root: createCompactRange({ size, hashes: frontier }).root() };
}

async function insertRecords(
  client: ClientBase,
  tenantId: string,
  start: LogTail,
  records: readonly TransferredRecord[],
): Promise<LogTail> {
  if (records.length === 0) {
    return start;
  }
  const prepared = records.map(({ body, receivedMs }) =>
    prepareEvent({ event: decodeEvent(body), body, receivedMs }, false),
  );
  await requireNewEvents(
    client,
    tenantId,
    start.size,
    prepared.map(({ row }) => row.eventId),
  );
  const { tail, leaves, fullTiles } = chainRecords(
    start,
    records.map(({ commit, receivedMs }, index) => ({
      commit,
      receivedMs,
      eventId: prepared[index]?.event.eventId ?? "",
    })),
  );
  const events = records.map((record, index): PlacedEvent => {
    const [leaf, event] = [leaves[index] as Uint8Array, prepared[index] as PlacedEvent["prepared"]];
    requireSameLeaf(start.size + index, leaf, record);
    const link = linkOf(record, leaves[index - 1] ?? start.lastLeaf);
    return { prepared: event, sequence: start.size + index, link };
  });
  await insertEvents(client, [{ tenantId, events, size: tail.size, tail, fullTiles }]);
  await insertRedactions(client, tenantId, events);
  return tail;
}

/** Throws a `StoreError` if an event has the ID of an earlier one, stored or among these. */
async function requireNewEvents(
  client: ClientBase,
  tenantId: string,
  start: number,
  eventIds: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ event_id: string }>(
    "select event_id from chaukas.events where tenant_id = $1 and event_id = any($2)",
    [tenantId, eventIds],
  );
  const known = new Set(rows.map((row) => row.event_id));
  for (const [index, eventId] of eventIds.entries()) {
    if (known.has(eventId)) {
      throw repeatedEventError(start + index, eventId);
    }
    known.add(eventId);
  }
}

const none = new Uint8Array();

function linkOf({ commit, leaf, opening }: TransferredRecord, hashPrev: Uint8Array): LogLink {
  const place = { commit, leaf, hashPrev };
  return opening.kind === "salt_key"
    ? { ...place, saltKey: opening.saltKey, contentHash: opening.contentHash }
    : {
        ...place,
        saltKey: none,
        contentHash: none,
        redacted: { revision: opening.revision, opening: opening.packed },
      };
}

/** Inserts the rows of redactions that these events record. */
async function insertRedactions(client: ClientBase, tenantId: string, events: readonly PlacedEvent[]): Promise<void> {
  const rows = events.flatMap(({ sequence, prepared: { event } }) => {
    const { content } = event;
    return content.case === "redactionRecord"
      ? [
          {
            sequence: Number(content.value.sequence),
            revision: content.value.ordinal,
            record_sequence: sequence,
          },
        ]
      : [];
  });
  if (rows.length > 0) {
    await client.query(
      `insert into chaukas.redactions (tenant_id, sequence, revision, record_sequence)
         select $1, sequence, revision, record_sequence
           from json_to_recordset($2) as r(sequence bigint, revision integer, record_sequence bigint)`,
      [tenantId, JSON.stringify(rows)],
    );
  }
}

async function replaceSecret(client: ClientBase, secret: Uint8Array): Promise<void> {
  const { rows } = await client.query<{ value: Uint8Array }>(
    "insert into chaukas.secrets values ('page_token', $1) on conflict (name) do nothing returning value",
    [secret],
  );
  if (rows.length === 0) {
    const known = await client.query<{ value: Uint8Array }>(
      "select value from chaukas.secrets where name = 'page_token'",
    );
    if (Buffer.compare(known.rows[0]?.value ?? none, secret) !== 0) {
      // The role of a server may not replace it; the owner of the tables may.
      await client.query("update chaukas.secrets set value = $1 where name = 'page_token'", [secret]);
    }
  }
}
