// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { Event } from "@chaukas/spec-common";
import { decodeEvent } from "@chaukas/spec-common/codec";
import type { MigrationOptions } from "../../contract/migration-progress.js";
import { createTransactionRunner } from "./create-transaction-runner.js";

/** A pass over all events that a migration requires: the name of its position in `meta`. */
export type PassName = "indexing_words" | "summing_sessions";

/** How many events the pass has handled, and the row id after the last of them. */
interface Position {
  readonly events: number;
  readonly next: number;
}

/** An event of a batch. `event` is undefined if it cannot be read, which a check of the store reports. */
export interface PassedEvent {
  readonly id: number;
  readonly event: Event | undefined;
}

const eventsPerBatch = 2_000;
const maxBatchBytes = 16 * 1024 * 1024;

/**
 * Hands all events to `handle`, if a migration requires this pass, in batches. Each batch is a transaction together with
 * the position after it, so an interrupted pass continues where it ended.
 */
export function runPass(
  database: DatabaseSync,
  name: PassName,
  prepare: (database: DatabaseSync) => (batch: Iterable<PassedEvent>) => void,
  onMigration: MigrationOptions["onMigration"],
): void {
  let position = readPosition(database, name);
  if (position === undefined) {
    return;
  }
  const inTransaction = createTransactionRunner(database);
  const runBatch = prepareBatch(database, name, prepare(database));
  const [row] = database.prepare("SELECT coalesce(sum(next_sequence), 0) AS total FROM heads").all();
  const total = Number(row?.["total"]);
  while (position !== undefined) {
    const from: Position = position;
    position = inTransaction(() => runBatch(from));
    onMigration?.({ events: position?.events ?? total, total });
  }
}

/** Returns how far a pass has come, or undefined if it is complete. */
export function readPosition(database: DatabaseSync, name: PassName): Position | undefined {
  const value = database.prepare("SELECT value FROM meta WHERE name = ?").get(name)?.["value"];
  return value === undefined ? undefined : JSON.parse(Buffer.from(value as Uint8Array).toString());
}

/** Returns a function that handles the next events, and returns the position after them, if any. */
function prepareBatch(
  database: DatabaseSync,
  name: PassName,
  handle: (batch: Iterable<PassedEvent>) => void,
): (position: Position) => Position | undefined {
  const select = database.prepare("SELECT id, body FROM events WHERE id >= ? ORDER BY id");
  const save = database.prepare("UPDATE meta SET value = ? WHERE name = ?");
  const end = database.prepare("DELETE FROM meta WHERE name = ?");
  return (position) => {
    let { events, next } = position;
    let bytes = 0;
    function* readBatch(): Generator<PassedEvent> {
      for (const row of select.iterate(next)) {
        const [id, body] = [row["id"] as number, row["body"] as Uint8Array];
        yield { id, event: readEvent(body) };
        events += 1;
        next = id + 1;
        bytes += body.length;
        if (events - position.events === eventsPerBatch || bytes >= maxBatchBytes) {
          break;
        }
      }
    }
    handle(readBatch());
    if (events === position.events) {
      end.run(name);
      return undefined;
    }
    save.run(Buffer.from(JSON.stringify({ events, next } satisfies Position)), name);
    return { events, next };
  };
}

function readEvent(body: Uint8Array): Event | undefined {
  try {
    return decodeEvent(body);
  } catch {
    return undefined;
  }
}
