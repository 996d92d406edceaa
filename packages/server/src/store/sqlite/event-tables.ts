// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { EventRow } from "../event-row.js";

/** Statements that write one event, prepared once for a connection. */
export interface EventTables {
  /** Inserts an event, unless one with its event_id is stored for the tenant. Returns whether it did. */
  insert(rowId: number, tenantNo: number, row: EventRow): boolean;
  /** Makes an event findable by words. Ids must ascend within a transaction, or the index is built in small pieces. */
  index(rowId: number, words: string): void;
  /** Body that is stored under an event_id. */
  findBody(tenantNo: number, eventId: string): Uint8Array | undefined;
}

export function prepareEventTables(database: DatabaseSync): EventTables {
  // A trigger turns the insert of an event that is there into nothing.
  const insertEvent = database.prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const insertTag = database.prepare("INSERT INTO event_tags VALUES (?, ?, ?, ?, ?)");
  const insertWords = database.prepare("INSERT INTO event_words (rowid, words) VALUES (?, ?)");
  const selectBody = database.prepare("SELECT body FROM events WHERE tenant_no = ? AND event_id = ?");

  return {
    insert(rowId, tenantNo, row) {
      const { changes } = insertEvent.run(
        rowId,
        tenantNo,
        row.seconds,
        row.nanos,
        row.type,
        row.status,
        row.severity,
        row.receivedMs,
        row.eventId,
        row.projectId,
        row.sessionId,
        row.agentId,
        row.spanId,
        row.traceId,
        row.body,
      );
      if (changes === 0) {
        return false;
      }
      for (const tag of row.tags) {
        insertTag.run(tenantNo, tag, row.seconds, row.nanos, rowId);
      }
      return true;
    },
    index(rowId, words) {
      insertWords.run(rowId, words);
    },
    findBody(tenantNo, eventId) {
      return selectBody.get(tenantNo, eventId)?.["body"] as Uint8Array | undefined;
    },
  };
}
