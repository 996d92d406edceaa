// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { MigrationOptions } from "../../contract/migration-progress.js";
import { toEventRow } from "../../contract/new-event.js";
import { createSessionShares } from "../../sessions/session-shares.js";
import { collectWords } from "../../words/collect-words.js";
import { toIndexedWords } from "./indexed-words.js";
import { toTenantNo } from "./row-id.js";
import { type PassedEvent, readPosition, runPass } from "./run-pass.js";
import { prepareSessionNames } from "./session-names.js";

/** Derives again from all events what the steps of a migration have changed the form of. */
export function completeMigration(database: DatabaseSync, onMigration: MigrationOptions["onMigration"]): void {
  runPass(database, "indexing_words", prepareIndexWords, onMigration);
  runPass(database, "summing_sessions", prepareSumSessions, onMigration);
}

/** Returns whether {@link completeMigration} has something to do. */
export function isMigrating(database: DatabaseSync): boolean {
  return (["indexing_words", "summing_sessions"] as const).some((name) => readPosition(database, name) !== undefined);
}

function prepareIndexWords(database: DatabaseSync): (batch: Iterable<PassedEvent>) => void {
  const insert = database.prepare("INSERT INTO event_words (rowid, words) VALUES (?, ?)");
  return (batch) => {
    for (const { id, event } of batch) {
      insert.run(id, toIndexedWords(toTenantNo(id), event === undefined ? [] : collectWords(event)).join(" "));
    }
  };
}

function prepareSumSessions(database: DatabaseSync): (batch: Iterable<PassedEvent>) => void {
  const names = prepareSessionNames(database);
  return (batch) => {
    const shares = createSessionShares<number>();
    for (const { id, event } of batch) {
      if (event !== undefined) {
        shares.add(toTenantNo(id), toEventRow({ event, body: none, receivedMs: 0 }));
      }
    }
    for (const share of shares.sums()) {
      names.change(share);
    }
  };
}

const none = new Uint8Array();
