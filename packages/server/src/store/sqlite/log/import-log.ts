// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { decodeEvent } from "@chaukas/spec-common/codec";
import type { LogHead } from "../../contract/event-log.js";
import type { LogBatch, TransferredRecord } from "../../contract/log-transfer.js";
import { toEventRow } from "../../contract/new-event.js";
import { hashRecord } from "../../records/chain-records.js";
import {
  repeatedEventError,
  requireCheckpointOf,
  requireEmptyLog,
  requireSameLeaf,
} from "../../records/require-import.js";
import { collectWords } from "../../words/collect-words.js";
import { toColumnText } from "../../words/column-text.js";
import { type Head, type Heads, prepareHeads } from "../append/heads.js";
import { prepareInsertEvents, type SealRow } from "../append/insert-events.js";
import { prepareSums } from "../append/sums.js";
import { toRowId } from "../schema/row-id.js";

/** Methods of the writer thread that store another store's log, in one transaction across the calls. */
interface LogImport {
  beginImport(tenantId: string): void;
  importBatch(batch: LogBatch): void;
  commitImport(): LogHead;
  abortImport(): void;
}

interface OpenImport {
  readonly tenantId: string;
  readonly heads: Heads;
  readonly head: Head;
}

/** Prepares the methods. */
export function prepareImportLog(database: DatabaseSync): LogImport {
  const tables = prepareInsertEvents(database);
  const openHeads = prepareHeads(database);
  const openSums = prepareSums(database);
  const insertRedaction = database.prepare("INSERT INTO redactions VALUES (?, ?, ?)");
  const insertCheckpoint = database.prepare("INSERT INTO checkpoints VALUES (?, ?, ?, ?, ?)");
  let open: OpenImport | undefined;

  const abort = () => {
    open = undefined;
    if (database.isTransaction) {
      database.exec("ROLLBACK");
    }
  };
  const requireOpen = (): OpenImport => {
    if (open === undefined) {
      throw new Error("import of a log: expected it to be under way");
    }
    return open;
  };

  return {
    beginImport(tenantId) {
      database.exec("BEGIN IMMEDIATE");
      try {
        const heads = openHeads();
        const head = heads.get(toColumnText(tenantId));
        requireEmptyLog(tenantId, head.nextSequence);
        open = { tenantId, heads, head };
      } catch (error) {
        abort();
        throw error;
      }
    },

    importBatch({ records, checkpoints }) {
      const { tenantId, head } = requireOpen();
      const { tenantNo } = head;
      const sums = openSums();
      const indexed: [rowId: number, words: string][] = [];
      for (const record of records) {
        const event = decodeEvent(record.body);
        const row = toEventRow({ event, body: record.body, receivedMs: record.receivedMs });
        const sequence = head.nextSequence;
        const leaf = hashRecord({ ...record, eventId: event.eventId }, head.lastLeaf, sequence);
        requireSameLeaf(sequence, leaf, record);
        const rowId = toRowId(tenantNo, sequence);
        if (!tables.insert(rowId, tenantNo, row, sealOf(record))) {
          throw repeatedEventError(sequence, event.eventId);
        }
        if (event.content.case === "redactionRecord") {
          const { sequence: redacted, ordinal } = event.content.value;
          insertRedaction.run(toRowId(tenantNo, Number(redacted)), ordinal, rowId);
        }
        head.nextSequence += 1;
        head.addLeaf(leaf);
        sums.add(tenantNo, row);
        indexed.push([rowId, collectWords(event).join(" ")]);
      }
      for (const [rowId, words] of indexed) {
        tables.index(rowId, tenantNo, words);
      }
      sums.save();
      for (const checkpoint of checkpoints) {
        requireCheckpointOf(tenantId, checkpoint, head.nextSequence);
        const { size, root, note, signedMs } = checkpoint;
        insertCheckpoint.run(tenantNo, size, root, note, signedMs);
      }
    },

    commitImport() {
      const { heads, head } = requireOpen();
      heads.save();
      database.exec("COMMIT");
      open = undefined;
      return { size: head.nextSequence, root: head.root() };
    },

    abortImport: abort,
  };
}

function sealOf({ commit, leaf, opening }: TransferredRecord): SealRow {
  return opening.kind === "salt_key"
    ? { commit, leaf, contentHash: opening.contentHash, saltKey: opening.saltKey }
    : {
        commit,
        leaf,
        contentHash: null,
        saltKey: null,
        redacted: { revision: opening.revision, opening: opening.packed },
      };
}

/** Replaces the secret of page tokens. */
export function replaceSecret(database: DatabaseSync, secret: Uint8Array): void {
  database.prepare("UPDATE meta SET value = ? WHERE name = 'page_token_secret'").run(secret);
}
