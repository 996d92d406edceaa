// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { decodeEvent } from "@chaukas/spec-common/codec";
import type { ClientBase } from "pg";
import type { MigrationOptions } from "../../contract/migration-progress.js";
import { StoreError } from "../../contract/store-error.js";
import { collectWords } from "../../words/collect-words.js";
import { toOwnTerms } from "../connect/own-terms.js";
import { inMigration } from "./in-migration.js";

/** Value of the property `indexing_words`: how many events have their words, and the last of them. */
interface Position {
  readonly events: number;
  readonly tenantId?: string;
  readonly sequence?: number;
}

interface EventBody {
  readonly tenant_id: string;
  readonly sequence: string;
  readonly body: Uint8Array;
  readonly search_terms: readonly string[];
}

const eventsPerBatch = 2_000;
const maxBatchBytes = 16 * 1024 * 1024;

/**
 * Collects the words of all events again if a migration requires it. Each batch of events is a transaction together
 * with the position after it, so an interrupted run continues where it ended. Several processes may take part.
 */
export async function indexWords(client: ClientBase, onMigration: MigrationOptions["onMigration"]): Promise<void> {
  if ((await readPosition(client)) === undefined) {
    return;
  }
  await requireOwner(client);
  const total = await countEvents(client);
  for (;;) {
    const position = await inMigration(client, () => indexBatch(client));
    onMigration?.({ events: position?.events ?? total, total });
    if (position === undefined) {
      return;
    }
  }
}

/** Returns how far a run has come, or undefined if the words of all events have been collected. */
export async function readPosition(client: ClientBase): Promise<Position | undefined> {
  const { rows } = await client.query("select value from chaukas.properties where name = 'indexing_words'");
  return rows[0] === undefined ? undefined : (JSON.parse(rows[0].value) as Position);
}

async function requireOwner(client: ClientBase): Promise<void> {
  const owner =
    "select pg_has_role(relowner, 'usage') as is_owner from pg_class where oid = 'chaukas.events'::regclass";
  if ((await client.query(owner)).rows[0]?.is_owner !== true) {
    throw new StoreError(
      "unsupported",
      "schema of the database: its migration is not complete; run `chaukas-server migrate` as the owner of its tables",
    );
  }
}

async function countEvents(client: ClientBase): Promise<number> {
  const { rows } = await client.query("select coalesce(sum(next_sequence), 0) as total from chaukas.heads");
  return Number(rows[0]?.total);
}

/** Collects the words of the next events. Returns the position after them, or undefined when there are no more. */
async function indexBatch(client: ClientBase): Promise<Position | undefined> {
  // Read again under the lock, since another process may have taken part.
  const position = await readPosition(client);
  if (position === undefined) {
    return undefined;
  }
  const { rows } = await client.query<EventBody>(selectBatch(position), [
    ...(position.tenantId === undefined ? [] : [position.tenantId, position.sequence]),
  ]);
  const last = rows.at(-1);
  if (last === undefined) {
    await client.query("delete from chaukas.properties where name = 'indexing_words'");
    return undefined;
  }
  await updateTerms(client, rows);
  const next = { events: position.events + rows.length, tenantId: last.tenant_id, sequence: Number(last.sequence) };
  await client.query("update chaukas.properties set value = $1 where name = 'indexing_words'", [JSON.stringify(next)]);
  return next;
}

function selectBatch({ tenantId }: Position): string {
  return `
    select tenant_id, sequence, body, search_terms from (
      select *, row_number() over (order by tenant_id, sequence) as place,
        sum(length(body)) over (order by tenant_id, sequence) as bytes
      from (
        select tenant_id, sequence, body, search_terms from chaukas.events
         ${tenantId === undefined ? "" : "where (tenant_id, sequence) > ($1, $2)"}
         order by tenant_id, sequence limit ${eventsPerBatch}
      ) part
    ) measured
    where bytes <= ${maxBatchBytes} or place = 1
    order by tenant_id, sequence`;
}

async function updateTerms(client: ClientBase, rows: readonly EventBody[]): Promise<void> {
  const changes = rows.flatMap(({ tenant_id, sequence, body, search_terms }) => {
    const collected = toOwnTerms(tenant_id, readWords(body));
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

/** Returns the words of an event. One that cannot be read has none: a check of the store reports it. */
function readWords(body: Uint8Array): string[] {
  try {
    return collectWords(decodeEvent(body));
  } catch {
    return [];
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((term, index) => term === other[index]);
}
