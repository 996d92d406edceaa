// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { MigrationOptions } from "../../contract/migration-progress.js";
import { toEventRow } from "../../contract/new-event.js";
import { createSessionShares } from "../../sessions/session-shares.js";
import { collectWords } from "../../words/collect-words.js";
import { toOwnTerms } from "../connect/own-terms.js";
import { type PassedEvent, readPosition, runPass } from "./run-pass.js";
import { changeSessions } from "./session-names.js";

/** Derives again from all events what the steps of a migration have changed the form of. */
export async function completeMigration(
  client: ClientBase,
  onMigration: MigrationOptions["onMigration"],
): Promise<void> {
  await runPass(client, "indexing_words", updateTerms, onMigration);
  await runPass(client, "summing_sessions", sumSessions, onMigration);
}

/** Returns whether {@link completeMigration} has something to do. */
export async function isMigrating(client: ClientBase): Promise<boolean> {
  for (const name of ["indexing_words", "summing_sessions"] as const) {
    if ((await readPosition(client, name)) !== undefined) {
      return true;
    }
  }
  return false;
}

async function updateTerms(client: ClientBase, batch: readonly PassedEvent[]): Promise<void> {
  const changes = batch.flatMap(({ tenant_id, sequence, event, search_terms }) => {
    const collected = toOwnTerms(tenant_id, event === undefined ? [] : collectWords(event));
    return isSame(search_terms, collected) ? [] : [{ tenant_id, sequence, search_terms: collected }];
  });
  if (changes.length === 0) {
    return;
  }
  // Only within this transaction. It allows nobody else to change events, since it locks the table.
  await client.query("alter table chaukas.events disable trigger events_change_by_redaction");
  await client.query(
    `update chaukas.events e set search_terms = n.search_terms
       from json_to_recordset($1) as n(tenant_id text, sequence bigint, search_terms text[])
      where e.tenant_id = n.tenant_id and e.sequence = n.sequence`,
    [JSON.stringify(changes)],
  );
  await client.query("alter table chaukas.events enable always trigger events_change_by_redaction");
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((term, index) => term === other[index]);
}

async function sumSessions(client: ClientBase, batch: readonly PassedEvent[]): Promise<void> {
  const shares = createSessionShares<string>();
  for (const { tenant_id, event } of batch) {
    if (event !== undefined) {
      shares.add(tenant_id, toEventRow({ event, body: none, receivedMs: 0 }));
    }
  }
  await changeSessions(client, [...shares.sums()]);
}

const none = new Uint8Array();
