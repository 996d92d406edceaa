// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { fromBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import type { NewEvent } from "../../contract/new-event.js";
import { toEventRow } from "../../contract/new-event.js";
import { StoreError } from "../../contract/store-error.js";
import { hashRecord } from "../../records/chain-records.js";
import { isSameContent } from "../../records/is-same-content.js";
import { collectWords } from "../../words/collect-words.js";
import { createTransactionRunner } from "../schema/create-transaction-runner.js";
import { toIndexedWords } from "../schema/indexed-words.js";
import { toRowId } from "../schema/row-id.js";
import { type Head, prepareHeads } from "./heads.js";
import { type EventTables, prepareInsertEvents, type SealRow } from "./insert-events.js";
import { accepted, type PackedEvents, packedOutcomes, unpackSeal } from "./packed-events.js";
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
    const indexed: [rowId: number, words: string][] = [];
    const outcomes = new Uint8Array(packed.lengths.length);
    let index = 0;
    for (const added of unpackEvents(packed)) {
      const row = toEventRow(added);
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
        indexed.push([rowId, toIndexedWords(head.tenantNo, collectWords(added.event)).join(" ")]);
      } else {
        outcomes[index] = compareWithStored(tables, head.tenantNo, row.eventId, added);
      }
      index += 1;
    }
    const rowIds = indexed.map(([rowId]) => rowId);
    for (const [rowId, words] of indexed.sort(([one], [other]) => one - other)) {
      tables.index(rowId, words);
    }
    sums.save();
    heads.save();
    return { outcomes, rowIds };
  };
}

function* unpackEvents(packed: PackedEvents): Generator<NewEvent> {
  const { bytes, lengths, receivedMs } = packed;
  let offset = 0;
  for (const [index, length] of lengths.entries()) {
    const body = bytes.subarray(offset, offset + length);
    offset += length;
    const seal = unpackSeal(packed, index);
    yield {
      event: fromBinary(EventSchema, body),
      body,
      receivedMs: receivedMs[index] ?? 0,
      ...(seal !== undefined && { seal }),
    };
  }
}

/** Returns the seal of an event, with its leaf as the next event of the log. */
function sealRow({ event, receivedMs, seal }: NewEvent, { lastLeaf, nextSequence }: Head): SealRow | undefined {
  if (seal === undefined) {
    return undefined;
  }
  const { eventId } = event;
  return { ...seal, leaf: hashRecord({ eventId, receivedMs, commit: seal.commit }, lastLeaf, nextSequence) };
}

/** Returns the outcome of an event whose id is already taken, as an index into `packedOutcomes`. */
function compareWithStored(tables: EventTables, tenantNo: number, eventId: string, { event, body }: NewEvent): number {
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
  const isSame = Buffer.compare(stored.body, body) === 0 || isSameContent(fromBinary(EventSchema, stored.body), event);
  return packedOutcomes.findIndex(({ status }) => status === (isSame ? "duplicate" : "conflict"));
}
