// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { ClientBase } from "pg";
import type { AppendOutcome } from "../../contract/event-store.js";
import { isSameContent } from "../../records/is-same-content.js";
import { type BodyRow, readBody } from "../query/read-stored-event.js";
import { lockHeads } from "./heads.js";
import { insertEvents } from "./insert-events.js";
import { placeEvents } from "./place-events.js";
import type { PreparedEvent } from "./prepare-event.js";

/** Appends events within a transaction. Until it ends, no other transaction appends to the same tenants. */
export async function appendEvents(client: ClientBase, events: readonly PreparedEvent[]): Promise<AppendOutcome[]> {
  // Locked even if all events are duplicates: the commit then waits for the disk and for synchronous standbys, and thus
  // for the transaction that stored them.
  const heads = await lockHeads(client, new Set(events.map(({ row }) => row.tenantId)));
  const known = await findKnown(client, events);
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

/** Statement that reads those events of a list that are already stored. */
export const selectKnown = `
  select event_id, tenant_id, sequence, revision, body
    from (select distinct * from json_to_recordset($1) as k(tenant_id text collate "C", event_id text collate "C")) k
    join chaukas.events using (tenant_id, event_id)`;

type KnownRow = BodyRow & { readonly event_id: string; readonly revision: number };

async function findKnown(client: ClientBase, events: readonly PreparedEvent[]): Promise<Map<string, KnownEvent>> {
  const keys = events.map(({ row }) => ({ tenant_id: row.tenantId, event_id: row.eventId }));
  const { rows } = await client.query<KnownRow>(selectKnown, [JSON.stringify(keys)]);
  return new Map(
    rows.map((row) => [keyOf(row.tenant_id, row.event_id), { event: readBody(row), isRedacted: row.revision > 0 }]),
  );
}
