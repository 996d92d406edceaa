// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { Event } from "@chaukas/spec-common";
import { decodeEvent } from "@chaukas/spec-common/codec";
import { toEventRow } from "../../contract/new-event.js";
import { StoreError } from "../../contract/store-error.js";
import { requireRedactionOnly } from "../../records/require-redaction-only.js";
import { createSessionShares } from "../../sessions/session-shares.js";
import { collectWords } from "../../words/collect-words.js";
import { toColumnText } from "../../words/column-text.js";
import { prepareAppendEvents } from "../append/append-events.js";
import type { PackedEvents } from "../append/packed-events.js";
import { accepted } from "../append/packed-events.js";
import { createTransactionRunner } from "../schema/create-transaction-runner.js";
import { toIndexedWords } from "../schema/indexed-words.js";
import { toRowId, toSequence, toTenantNo } from "../schema/row-id.js";
import { prepareSessionNames } from "../schema/session-names.js";

/** A redaction as it is sent to the writer thread. */
export interface PackedRedaction {
  readonly tenantId: string;
  readonly sequence: number;
  readonly revision: number;
  /** The redacted event. */
  readonly body: Uint8Array;
  readonly opening: Uint8Array;
  /** The event that records the redaction. */
  readonly record: PackedEvents;
}

interface StoredRow {
  readonly revision: number;
  readonly body: Uint8Array;
}

/**
 * Returns a function that redacts an event and appends the record of the redaction, in one transaction. It returns the
 * sequence of the record.
 */
export function prepareRedactEvent(database: DatabaseSync): (redaction: PackedRedaction) => number {
  const write = prepareAppendEvents(database);
  const inTransaction = createTransactionRunner(database);
  const findTenant = database.prepare("SELECT tenant_no FROM heads WHERE tenant_id = ?");
  const find = database.prepare("SELECT revision, body FROM events WHERE id = ?");
  const insertRedaction = database.prepare("INSERT INTO redactions VALUES (?, ?, ?)");
  const update = database.prepare(
    "UPDATE events SET body = ?, opening = ?, revision = ?, agent_id = ?, content_hash = NULL, salt_key = NULL WHERE id = ?",
  );
  const deleteTag = database.prepare(
    "DELETE FROM event_tags WHERE tenant_no = ? AND tag = ? AND seconds = ? AND nanos = ? AND id = ?",
  );
  const insertTag = database.prepare("INSERT INTO event_tags VALUES (?, ?, ?, ?, ?)");
  const deleteWords = database.prepare("INSERT INTO event_words (event_words, rowid, words) VALUES ('delete', ?, ?)");
  const insertWords = database.prepare("INSERT INTO event_words (rowid, words) VALUES (?, ?)");

  const names = prepareSessionNames(database);

  return ({ tenantId, sequence, revision, body, opening, record }) => {
    const recordId = inTransaction(() => {
      const tenantNo = Number(findTenant.get(toColumnText(tenantId))?.["tenant_no"]);
      const id = toRowId(tenantNo, sequence);
      const stored = find.get(id) as StoredRow | undefined;
      if (stored?.revision !== revision) {
        throw conflict(sequence, `expected revision ${revision}, got ${stored?.revision ?? "no event"}`);
      }
      const [before, after] = [stored.body, body].map((bytes) => decodeEvent(bytes)) as [Event, Event];
      const columns = requireRedactionOnly(before, after, sequence);
      const { outcomes, rowIds } = write(record);
      const [written] = rowIds;
      if (outcomes[0] !== accepted || written === undefined || toTenantNo(written) !== tenantNo) {
        throw conflict(sequence, "expected a new event of the same tenant to record its redaction, got another");
      }
      insertRedaction.run(id, revision + 1, written);
      // Before the update, after which the triggers consider the redaction done.
      for (const tag of columns.before.tags) {
        deleteTag.run(tenantNo, tag, columns.before.seconds, columns.before.nanos, id);
      }
      for (const tag of columns.after.tags) {
        insertTag.run(tenantNo, tag, columns.after.seconds, columns.after.nanos, id);
      }
      update.run(body, opening, revision + 1, columns.after.agentId, id);
      deleteWords.run(id, wordsOf(tenantNo, before));
      insertWords.run(id, wordsOf(tenantNo, after));
      const shares = createSessionShares<number>();
      shares.subtract(tenantNo, toEventRow({ event: before, body: stored.body, receivedMs: 0 }));
      shares.add(tenantNo, toEventRow({ event: after, body, receivedMs: 0 }));
      for (const share of shares.sums()) {
        names.change(share);
      }
      return written;
    });
    // Other connections may keep the old value in the write-ahead log. `purge` removes it permanently.
    database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    return toSequence(recordId);
  };
}

function wordsOf(tenantNo: number, event: Event): string {
  return toIndexedWords(tenantNo, collectWords(event)).join(" ");
}

function conflict(sequence: number, problem: string): StoreError {
  return new StoreError("conflict", `event ${sequence}: ${problem}; read it again`);
}
