// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { createCompactRange, type TreeNode } from "@chaukas/spec-integrity";
import type { LogHead, SavedCheckpoint } from "../../contract/event-log.js";
import { emptyTail } from "../../records/chain-records.js";
import { splitHashes } from "../../records/hashes.js";
import { toColumnText } from "../../words/column-text.js";
import { toRowId, toSequence } from "../schema/row-id.js";
import { prepareNodes } from "./read-nodes.js";

/** Reads entries of a log in order. */
export const entriesSql = `SELECT e.id, e.event_id AS eventId, e.received_ms AS receivedMs, e.commitment AS "commit", p.leaf AS hashPrev, e.leaf, e.body,
  e.content_hash AS contentHash, e.salt_key AS saltKey, e.opening, e.revision
  FROM events e LEFT JOIN events p ON p.id = e.id - 1 WHERE e.id >= ? AND e.id < ? ORDER BY e.id LIMIT ?`;

/** Reads the newest checkpoint of a tenant. */
export const checkpointSql =
  "SELECT size, root, note, signed_ms AS signedMs FROM checkpoints WHERE tenant_no = ? ORDER BY size DESC LIMIT 1";

/** Reads the checkpoints of a tenant in order. */
const checkpointsSql =
  "SELECT size, root, note, signed_ms AS signedMs FROM checkpoints WHERE tenant_no = ? AND size > ? ORDER BY size LIMIT ?";

/** An entry of a log as stored, without the values that can be computed from its body. */
export interface EntryRow {
  readonly sequence: number;
  /** In the form of `toColumnText`. */
  readonly eventId: string;
  readonly receivedMs: number;
  readonly commit: Uint8Array;
  readonly hashPrev: Uint8Array;
  readonly leaf: Uint8Array;
  readonly body: Uint8Array;
  readonly contentHash: Uint8Array | null;
  readonly saltKey: Uint8Array | null;
  readonly opening: Uint8Array | null;
  readonly revision: number;
}

/** The entries to read. */
export interface EntryRange {
  readonly tenantId: string;
  readonly fromSequence: number;
  readonly limit: number;
  readonly maxBytes: number;
}

/** Methods of a reader thread on logs. Each result comes from one snapshot of the database. */
export interface LogReader {
  readHead(tenantId: string): LogHead;
  findSequence(event: { tenantId: string; eventId: string }): number | undefined;
  readEntries(range: EntryRange): EntryRow[];
  readNodes(asked: { tenantId: string; nodes: readonly TreeNode[] }): Uint8Array[];
  readCheckpoint(tenantId: string): SavedCheckpoint | undefined;
  readCheckpoints(range: { tenantId: string; afterSize: number; limit: number }): SavedCheckpoint[];
}

interface HeadRow {
  readonly tenant_no: number;
  readonly next_sequence: number;
  readonly frontier: Uint8Array | null;
}

export function createLogReader(database: DatabaseSync): LogReader {
  const head = database.prepare("SELECT tenant_no, next_sequence, frontier FROM heads WHERE tenant_id = ?");
  const event = database.prepare("SELECT id FROM events WHERE tenant_no = ? AND event_id = ?");
  const entries = database.prepare(entriesSql);
  const checkpoint = database.prepare(checkpointSql);
  const checkpoints = database.prepare(checkpointsSql);
  const readNodes = prepareNodes(database);

  const findHead = (tenantId: string) => head.get(toColumnText(tenantId)) as HeadRow | undefined;
  const tenantNoOf = (tenantId: string) => findHead(tenantId)?.tenant_no ?? -1;
  const inSnapshot = <Result>(read: () => Result): Result => {
    database.exec("BEGIN");
    try {
      return read();
    } finally {
      database.exec("COMMIT");
    }
  };

  return {
    readHead(tenantId) {
      const { next_sequence: size, frontier } = findHead(tenantId) ?? { next_sequence: 0, frontier: null };
      const tree = createCompactRange({ size, hashes: splitHashes(frontier ?? new Uint8Array()) });
      return { size, root: tree.root() };
    },

    findSequence({ tenantId, eventId }) {
      const row = event.get(tenantNoOf(tenantId), toColumnText(eventId));
      return row && toSequence(Number(row["id"]));
    },

    readEntries: ({ tenantId, fromSequence, limit, maxBytes }) =>
      inSnapshot(() => {
        const tenantNo = tenantNoOf(tenantId);
        const rows: EntryRow[] = [];
        let bytes = 0;
        for (const row of entries.iterate(toRowId(tenantNo, fromSequence), toRowId(tenantNo + 1, 0), limit)) {
          const { id, ...entry } = row as unknown as Omit<EntryRow, "sequence"> & { id: number };
          bytes += entry.body.length;
          if (rows.length > 0 && bytes > maxBytes) {
            break;
          }
          rows.push({ ...entry, sequence: toSequence(id), hashPrev: entry.hashPrev ?? emptyTail.lastLeaf });
        }
        return rows;
      }),

    readNodes: ({ tenantId, nodes }) => inSnapshot(() => readNodes(tenantNoOf(tenantId), nodes)),

    readCheckpoint: (tenantId) => checkpoint.get(tenantNoOf(tenantId)) as SavedCheckpoint | undefined,

    readCheckpoints: ({ tenantId, afterSize, limit }) =>
      checkpoints.all(tenantNoOf(tenantId), afterSize, limit) as unknown as SavedCheckpoint[],
  };
}
