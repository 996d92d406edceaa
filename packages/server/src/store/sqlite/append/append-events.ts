// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { decodeEvent } from "@chaukas/spec-common/codec";
import type { EventRow } from "../../contract/new-event.js";
import { StoreError } from "../../contract/store-error.js";
import { hashRecord } from "../../records/chain-records.js";
import { isSameContent } from "../../records/is-same-content.js";
import { fromColumnText } from "../../words/column-text.js";
import { createTransactionRunner } from "../schema/create-transaction-runner.js";
import { toRowId } from "../schema/row-id.js";
import { type Head, prepareHeads } from "./heads.js";
import { type EventTables, prepareInsertEvents, type SealRow } from "./insert-events.js";
import { accepted, type PackedEvents, packedOutcomes, type UnpackedEvent, unpackEvents } from "./packed-events.js";
import { prepareSums } from "./sums.js";

/**
 * Returns a function that writes groups of events, each in one transaction. When it returns, the whole group is
 * durable; when it throws, nothing of the group is stored. It returns one number for each event, an index into
 * `packedOutcomes`.
 */
export function createAppender(database: DatabaseSync): (events: PackedEvents) => Uint8Array {
  const write = prepareAppendEvents(database);
  const inTransaction = createTransactionRunner(database);
  return (packed) => inTransaction(() => write(packed).outcomes);
}

/** Result of writing the events of one transaction. */
export interface WrittenEvents {
  /** One number for each event, an index into `packedOutcomes`. */
  readonly outcomes: Uint8Array;
  /** Row ids of the events that were stored, in the order of the input. */
  readonly rowIds: readonly number[];
}

/** Returns a function that writes events within an open transaction. */
export function prepareAppendEvents(database: DatabaseSync): (packed: PackedEvents) => WrittenEvents {
  const tables = prepareInsertEvents(database);
  const openHeads = prepareHeads(database);
  const openSums = prepareSums(database);

  return (packed) => {
    const heads = openHeads();
    const sums = openSums();
    const stored: { readonly rowId: number; readonly tenantNo: number; readonly words: string }[] = [];
    const outcomes = new Uint8Array(packed.lengths.length);
    let index = 0;
    for (const added of unpackEvents(packed)) {
      const { row, words } = added;
      const head = heads.get(row.tenantId);
      const rowId = toRowId(head.tenantNo, head.nextSequence);
      const seal = sealRow(added, head);
      if (tables.insert(rowId, head.tenantNo, row, seal)) {
        outcomes[index] = accepted;
        head.nextSequence += 1;
        if (seal !== undefined) {
          head.addLeaf(seal.leaf);
        }
        sums.add(head.tenantNo, row);
        stored.push({ rowId, tenantNo: head.tenantNo, words });
      } else {
        outcomes[index] = compareWithStored(tables, head.tenantNo, row);
      }
      index += 1;
    }
    const rowIds = stored.map(({ rowId }) => rowId);
    for (const { rowId, tenantNo, words } of stored.sort((one, other) => one.rowId - other.rowId)) {
      tables.index(rowId, tenantNo, words);
    }
    sums.save();
    heads.save();
    return { outcomes, rowIds };
  };
}

/** Returns the seal of an event, with its leaf as the next event of the log. */
function sealRow({ row, seal }: UnpackedEvent, { lastLeaf, nextSequence }: Head): SealRow | undefined {
  if (seal === undefined) {
    return undefined;
  }
  const record = { eventId: fromColumnText(row.eventId), receivedMs: row.receivedMs, commit: seal.commit };
  const { contentHash, saltKey, commit } = seal;
  return { contentHash, saltKey, commit, leaf: hashRecord(record, lastLeaf, nextSequence) };
}

/** Returns the outcome of an event whose id is already taken, as an index into `packedOutcomes`. */
function compareWithStored(tables: EventTables, tenantNo: number, { eventId, body }: EventRow): number {
  const stored = tables.find(tenantNo, eventId);
  if (stored === undefined) {
    throw new StoreError(
      "corrupt",
      `database: tenant number ${tenantNo} has an event beyond its head; restore a backup`,
    );
  }
  if (stored.revision > 0) {
    return packedOutcomes.findIndex(({ isRedacted }) => isRedacted);
  }
  const isSame = Buffer.compare(stored.body, body) === 0 || isSameContent(decodeEvent(stored.body), decodeEvent(body));
  return packedOutcomes.findIndex(({ status }) => status === (isSame ? "duplicate" : "conflict"));
}
