// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import pg, { type ClientBase, type QueryResultRow } from "pg";
import type { AppendOutcome } from "../../contract/event-store.js";
import { isSameContent } from "../../records/is-same-content.js";
import { type BodyRow, readBody } from "../query/read-stored-event.js";
import { type Head, type HeadRow, lockHeads, readHeads, selectHeads } from "./heads.js";
import { insertEvents } from "./insert-events.js";
import { placeEvents } from "./place-events.js";
import type { PreparedEvent } from "./prepare-event.js";

/** Appends events within a transaction. Until it ends, no other transaction appends to the same tenants. */
export async function appendEvents(client: ClientBase, events: readonly PreparedEvent[]): Promise<AppendOutcome[]> {
  // Locked even if all events are duplicates: the commit then waits for the disk and for synchronous standbys, and thus
  // for the transaction that stored them.
  const heads = await lockHeads(client, tenantsOf(events));
  return storeEvents(client, events, { heads, known: await findKnown(client, events) });
}

/** The statements that lock and read what an append of these events needs, in the order of {@link appendOpened}. */
export function openingOf(events: readonly PreparedEvent[]): string[] {
  // Only after the heads are locked is it certain which events are stored, so these are two statements.
  return [
    selectHeads(`array[${[...tenantsOf(events)].map(pg.escapeLiteral).join(",")}]`),
    selectKnown(pg.escapeLiteral(keysOf(events))),
  ];
}

/**
 * Like {@link appendEvents}, with the rows of the statements of {@link openingOf}. Resolves with undefined if a tenant
 * has no head, which must be created in the order of {@link lockHeads}, before any head is locked.
 */
export async function appendOpened(
  client: ClientBase,
  events: readonly PreparedEvent[],
  [headRows = [], knownRows = []]: readonly (readonly QueryResultRow[])[],
): Promise<AppendOutcome[] | undefined> {
  const heads = readHeads(headRows as readonly HeadRow[]);
  return heads.size < tenantsOf(events).size
    ? undefined
    : storeEvents(client, events, { heads, known: readKnown(knownRows as readonly KnownRow[]) });
}

function tenantsOf(events: readonly PreparedEvent[]): Set<string> {
  return new Set(events.map(({ row }) => row.tenantId));
}

/** Stores those events that are not known, while the heads are locked. */
async function storeEvents(
  client: ClientBase,
  events: readonly PreparedEvent[],
  { heads, known }: { readonly heads: Map<string, Head>; readonly known: Map<string, KnownEvent> },
): Promise<AppendOutcome[]> {
  const fresh = new Map<string, PreparedEvent[]>();
  const outcomes = events.map((prepared): AppendOutcome => {
    const { tenantId, eventId } = prepared.row;
    const key = keyOf(tenantId, eventId);
    const first = known.get(key);
    if (first !== undefined) {
      return compare(first, prepared.event);
    }
    known.set(key, { event: prepared.event, isRedacted: false });
    const list = fresh.get(tenantId) ?? [];
    fresh.set(tenantId, list);
    list.push(prepared);
    return { status: "accepted" };
  });
  if (fresh.size > 0) {
    await insertEvents(
      client,
      [...fresh].map(([tenantId, list]) => placeEvents(tenantId, heads.get(tenantId), list)),
    );
  }
  return outcomes;
}

/** Runs the statements of an append without events, which fail for whatever all appends would fail for. */
export async function appendNothing(client: ClientBase): Promise<void> {
  await lockHeads(client, new Set());
  await findKnown(client, []);
  await insertEvents(client, []);
}

interface KnownEvent {
  readonly event: Event;
  readonly isRedacted: boolean;
}

function compare(first: KnownEvent, event: Event): AppendOutcome {
  if (first.isRedacted) {
    return { status: "conflict", isRedacted: true };
  }
  return { status: isSameContent(first.event, event) ? "duplicate" : "conflict" };
}

// Columns never contain U+0000.
function keyOf(tenantId: string, eventId: string): string {
  return `${tenantId}\u0000${eventId}`;
}

/** Returns the statement that reads those events of a list, as {@link keysOf} writes it, that are already stored. */
export function selectKnown(keys: string): string {
  return `
  select event_id, tenant_id, sequence, revision, body
    from (select distinct * from json_to_recordset(${keys}) as k(tenant_id text collate "C", event_id text collate "C")) k
    join chaukas.events using (tenant_id, event_id)`;
}

function keysOf(events: readonly PreparedEvent[]): string {
  return JSON.stringify(events.map(({ row }) => ({ tenant_id: row.tenantId, event_id: row.eventId })));
}

type KnownRow = BodyRow & { readonly event_id: string; readonly revision: number };

async function findKnown(client: ClientBase, events: readonly PreparedEvent[]): Promise<Map<string, KnownEvent>> {
  const { rows } = await client.query<KnownRow>(selectKnown("$1"), [keysOf(events)]);
  return readKnown(rows);
}

function readKnown(rows: readonly KnownRow[]): Map<string, KnownEvent> {
  return new Map(
    rows.map((row) => [keyOf(row.tenant_id, row.event_id), { event: readBody(row), isRedacted: row.revision > 0 }]),
  );
}
