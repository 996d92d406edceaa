// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { decodeEvent } from "@chaukas/spec-common/codec";
import type { ClientBase } from "pg";
import type { MigrationOptions } from "../../contract/migration-progress.js";
import { StoreError } from "../../contract/store-error.js";
import { inMigration } from "./in-migration.js";

/** A pass over all events that a migration requires: the name of the property with its position. */
export type PassName = "indexing_words" | "summing_sessions";

/** How many events the pass has handled, and the last of them. */
interface Position {
  readonly events: number;
  readonly tenantId?: string;
  readonly sequence?: number;
}

interface PassedRow {
  readonly tenant_id: string;
  readonly sequence: string;
  readonly body: Uint8Array;
  readonly search_terms: readonly string[];
}

/** An event of a batch. `event` is undefined if it cannot be read, which a check of the store reports. */
export interface PassedEvent extends PassedRow {
  readonly event: Event | undefined;
}

type HandleBatch = (client: ClientBase, batch: readonly PassedEvent[]) => Promise<void>;

const eventsPerBatch = 2_000;
const maxBatchBytes = 16 * 1024 * 1024;

/**
 * Hands all events to `handle`, if a migration requires this pass, in batches. Each batch is a transaction together with
 * the position after it, so an interrupted pass continues where it ended. Several processes may take part.
 */
export async function runPass(
  client: ClientBase,
  name: PassName,
  handle: HandleBatch,
  onMigration: MigrationOptions["onMigration"],
): Promise<void> {
  if ((await readPosition(client, name)) === undefined) {
    return;
  }
  await requireOwner(client);
  const total = await countEvents(client);
  for (;;) {
    const position = await inMigration(client, () => runBatch(client, name, handle));
    onMigration?.({ events: position?.events ?? total, total });
    if (position === undefined) {
      return;
    }
  }
}

/** Returns how far a pass has come, or undefined if it is complete. */
export async function readPosition(client: ClientBase, name: PassName): Promise<Position | undefined> {
  const { rows } = await client.query("select value from chaukas.properties where name = $1", [name]);
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

/** Handles the next events. Returns the position after them, or undefined when there are no more. */
async function runBatch(client: ClientBase, name: PassName, handle: HandleBatch): Promise<Position | undefined> {
  // Read again under the lock, since another process may have taken part.
  const position = await readPosition(client, name);
  if (position === undefined) {
    return undefined;
  }
  const { rows } = await client.query<PassedRow>(selectBatch(position), [
    ...(position.tenantId === undefined ? [] : [position.tenantId, position.sequence]),
  ]);
  const last = rows.at(-1);
  if (last === undefined) {
    await client.query("delete from chaukas.properties where name = $1", [name]);
    return undefined;
  }
  await handle(
    client,
    rows.map((row) => ({ ...row, event: readEvent(row.body) })),
  );
  const next = { events: position.events + rows.length, tenantId: last.tenant_id, sequence: Number(last.sequence) };
  await client.query("update chaukas.properties set value = $1 where name = $2", [JSON.stringify(next), name]);
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

function readEvent(body: Uint8Array): Event | undefined {
  try {
    return decodeEvent(body);
  } catch {
    return undefined;
  }
}
