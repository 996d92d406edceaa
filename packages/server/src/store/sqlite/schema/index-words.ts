// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { decodeEvent } from "@chaukas/spec-common/codec";
import type { MigrationOptions } from "../../contract/migration-progress.js";
import { collectWords } from "../../words/collect-words.js";
import { createTransactionRunner } from "./create-transaction-runner.js";
import { toIndexedWords } from "./indexed-words.js";
import { toTenantNo } from "./row-id.js";

/** Value of `indexing_words` in `meta`: how many events have their words, and the row id after the last of them. */
interface Position {
  readonly events: number;
  readonly next: number;
}

const eventsPerBatch = 2_000;
const maxBatchBytes = 16 * 1024 * 1024;

/**
 * Collects the words of all events again if a migration requires it. Each batch of events is a transaction together
 * with the position after it, so an interrupted run continues where it ended.
 */
export function indexWords(database: DatabaseSync, onMigration: MigrationOptions["onMigration"]): void {
  let position = readPosition(database);
  if (position === undefined) {
    return;
  }
  const inTransaction = createTransactionRunner(database);
  const indexBatch = prepareIndexBatch(database);
  const [row] = database.prepare("SELECT coalesce(sum(next_sequence), 0) AS total FROM heads").all();
  const total = Number(row?.["total"]);
  while (position !== undefined) {
    const from: Position = position;
    position = inTransaction(() => indexBatch(from));
    onMigration?.({ events: position?.events ?? total, total });
  }
}

/** Returns how far a run has come, or undefined if the words of all events have been collected. */
export function readPosition(database: DatabaseSync): Position | undefined {
  const value = database.prepare("SELECT value FROM meta WHERE name = 'indexing_words'").get()?.["value"];
  return value === undefined ? undefined : JSON.parse(Buffer.from(value as Uint8Array).toString());
}

/** Returns a function that collects the words of the next events, and returns the position after them, if any. */
function prepareIndexBatch(database: DatabaseSync): (position: Position) => Position | undefined {
  const select = database.prepare("SELECT id, body FROM events WHERE id >= ? ORDER BY id");
  const insert = database.prepare("INSERT INTO event_words (rowid, words) VALUES (?, ?)");
  const save = database.prepare("UPDATE meta SET value = ? WHERE name = 'indexing_words'");
  return (position) => {
    let { events, next } = position;
    let bytes = 0;
    for (const row of select.iterate(next)) {
      const [id, body] = [row["id"] as number, row["body"] as Uint8Array];
      insert.run(id, toIndexedWords(toTenantNo(id), readWords(body)).join(" "));
      events += 1;
      next = id + 1;
      bytes += body.length;
      if (events - position.events === eventsPerBatch || bytes >= maxBatchBytes) {
        break;
      }
    }
    if (events === position.events) {
      database.exec("DELETE FROM meta WHERE name = 'indexing_words'");
      return undefined;
    }
    save.run(Buffer.from(JSON.stringify({ events, next } satisfies Position)));
    return { events, next };
  };
}

/** Returns the words of an event. One that cannot be read has none: a check of the store reports it. */
function readWords(body: Uint8Array): string[] {
  try {
    return collectWords(decodeEvent(body));
  } catch {
    return [];
  }
}
