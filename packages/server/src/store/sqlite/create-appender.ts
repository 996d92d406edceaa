// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { fromBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { collectWords } from "../collect-words.js";
import { toEventRow } from "../event-row.js";
import type { NewEvent } from "../event-store.js";
import { isSameContent } from "../is-same-content.js";
import { StoreError } from "../store-error.js";
import { toRowId } from "./event-place.js";
import { type EventTables, prepareEventTables } from "./event-tables.js";
import { prepareHeads } from "./heads.js";
import { toIndexedWords } from "./indexed-words.js";
import type { PackedEvents } from "./packed-events.js";
import { packedStatuses } from "./packed-statuses.js";
import { prepareSums } from "./sums.js";

/**
 * Returns what writes groups of events, each in one transaction: all of a group is durable when it returns, and
 * nothing of it is stored when it throws. It returns one number for each event, its place in `packedStatuses`.
 */
export function createAppender(database: DatabaseSync): (events: PackedEvents) => Uint8Array {
  const tables = prepareEventTables(database);
  const openHeads = prepareHeads(database);
  const openSums = prepareSums(database);
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");

  const write = (packed: PackedEvents): Uint8Array => {
    const heads = openHeads();
    const sums = openSums();
    const indexed: [rowId: number, words: string][] = [];
    const outcomes = new Uint8Array(packed.lengths.length);
    let index = 0;
    for (const added of unpackEvents(packed)) {
      const row = toEventRow(added);
      const head = heads.get(row.tenantId);
      const rowId = toRowId(head.tenantNo, head.nextSequence);
      if (tables.insert(rowId, head.tenantNo, row)) {
        head.nextSequence += 1;
        sums.add(head.tenantNo, row);
        indexed.push([rowId, toIndexedWords(head.tenantNo, collectWords(added.event)).join(" ")]);
      } else {
        outcomes[index] = packedStatuses.indexOf(compareWithStored(tables, head.tenantNo, row.eventId, added));
      }
      index += 1;
    }
    for (const [rowId, words] of indexed.sort(([one], [other]) => one - other)) {
      tables.index(rowId, words);
    }
    sums.save();
    heads.save();
    return outcomes;
  };

  return (packed) => {
    begin.run();
    try {
      const outcomes = write(packed);
      commit.run();
      return outcomes;
    } finally {
      if (database.isTransaction) {
        database.exec("ROLLBACK");
      }
    }
  };
}

function* unpackEvents({ bytes, lengths, receivedMs }: PackedEvents): Generator<NewEvent> {
  let offset = 0;
  for (const [index, length] of lengths.entries()) {
    const body = bytes.subarray(offset, offset + length);
    offset += length;
    yield { event: fromBinary(EventSchema, body), body, receivedMs: receivedMs[index] ?? 0 };
  }
}

function compareWithStored(tables: EventTables, tenantNo: number, eventId: string, { event, body }: NewEvent) {
  const stored = tables.findBody(tenantNo, eventId);
  if (stored === undefined) {
    throw new StoreError(
      "corrupt",
      `database: tenant number ${tenantNo} has an event beyond its head; restore a backup`,
    );
  }
  const isSame = Buffer.compare(stored, body) === 0 || isSameContent(fromBinary(EventSchema, stored), event);
  return isSame ? "duplicate" : "conflict";
}
