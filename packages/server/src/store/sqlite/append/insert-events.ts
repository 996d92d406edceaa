// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { EventRow, EventSeal } from "../../contract/new-event.js";
import { wordPrefix } from "../schema/indexed-words.js";

/** What binds an event to its place in the log. */
export interface SealRow extends Pick<EventSeal, "commit"> {
  readonly leaf: Uint8Array;
  /** Null for an event that was redacted before it was moved here. */
  readonly contentHash: Uint8Array | null;
  readonly saltKey: Uint8Array | null;
  /** State of a redacted event. Absent for others. */
  readonly redacted?: { readonly revision: number; readonly opening: Uint8Array };
}

/** Statements that write one event, prepared once for a connection. */
export interface EventTables {
  /** Inserts an event unless the tenant already has one with its event_id. Returns whether the event was inserted. */
  insert(rowId: number, tenantNo: number, row: EventRow, seal: SealRow | undefined): boolean;
  /**
   * Indexes the words of an event, separated by spaces. Row ids must ascend within a transaction, or the index is built
   * in small pieces.
   */
  index(rowId: number, tenantNo: number, words: string): void;
  /** Returns what is stored under an event_id. */
  find(tenantNo: number, eventId: string): { readonly body: Uint8Array; readonly revision: number } | undefined;
}

export function prepareInsertEvents(database: DatabaseSync): EventTables {
  // A trigger ignores the insert of an event that already exists. Because of it, SQLite would prepare to undo each
  // insert alone, which OR FAIL spares: if one fails, its transaction is rolled back.
  const insertEvent = database.prepare(
    "INSERT OR FAIL INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const insertTag = database.prepare("INSERT INTO event_tags VALUES (?, ?, ?, ?, ?)");
  // SQLite prefixes the words at a fraction of what it costs in JavaScript, where the text is copied several times.
  const insertWords = database.prepare(
    "INSERT INTO event_words (rowid, words) VALUES (?1, iif(?3 = '', '', ?2 || replace(?3, ' ', ' ' || ?2)))",
  );
  const selectEvent = database.prepare("SELECT body, revision FROM events WHERE tenant_no = ? AND event_id = ?");

  return {
    insert(rowId, tenantNo, row, seal) {
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
        seal?.leaf ?? null,
        seal?.commit ?? null,
        seal?.contentHash ?? null,
        seal?.saltKey ?? null,
        seal?.redacted?.revision ?? 0,
        seal?.redacted?.opening ?? null,
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
    index(rowId, tenantNo, words) {
      insertWords.run(rowId, wordPrefix(tenantNo), words);
    },
    find(tenantNo, eventId) {
      return selectEvent.get(tenantNo, eventId) as { body: Uint8Array; revision: number } | undefined;
    },
  };
}
