// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { ClientBase } from "pg";
import { collectWords } from "../collect-words.js";
import { type EventRow, toEventRow } from "../event-row.js";
import type { AppendOutcome, NewEvent } from "../event-store.js";
import { isSameContent } from "../is-same-content.js";
import { lockHeads } from "./lock-heads.js";
import { toOwnTerms } from "./own-terms.js";
import { readBody, type StoredRow, storedColumns } from "./read-stored-event.js";

/** An event with what is worked out of it before the transaction begins. */
export interface PreparedEvent {
  readonly event: Event;
  readonly row: EventRow;
  readonly words: readonly string[];
}

export function prepareEvent(event: NewEvent): PreparedEvent {
  return { event: event.event, row: toEventRow(event), words: collectWords(event.event) };
}

/** Appends events inside of a transaction. No other transaction appends to the same tenants until it ends. */
export async function appendEvents(client: ClientBase, events: readonly PreparedEvent[]): Promise<AppendOutcome[]> {
  // Locked even when all turn out to be duplicates: the commit then waits for the disk and for synchronous
  // standbys, and so for the transaction that has stored them.
  const heads = await lockHeads(client, new Set(events.map(({ row }) => row.tenantId)));
  const known = await findKnown(client, events);
  const fresh: { sequence: number; prepared: PreparedEvent }[] = [];
  const outcomes = events.map((prepared): AppendOutcome => {
    const { tenantId, eventId } = prepared.row;
    const key = keyOf(tenantId, eventId);
    const first = known.get(key);
    if (first !== undefined) {
      return { status: isSameContent(first, prepared.event) ? "duplicate" : "conflict" };
    }
    const sequence = heads.get(tenantId) ?? 0;
    heads.set(tenantId, sequence + 1);
    known.set(key, prepared.event);
    fresh.push({ sequence, prepared });
    return { status: "accepted" };
  });
  if (fresh.length > 0) {
    await insertEvents(client, fresh);
  }
  return outcomes;
}

// Columns never hold U+0000.
function keyOf(tenantId: string, eventId: string): string {
  return `${tenantId}\u0000${eventId}`;
}

/** Statement that finds which events of a list are stored. */
export const selectKnown = `
  select event_id, ${storedColumns}
    from (select distinct * from json_to_recordset($1) as k(tenant_id text collate "C", event_id text collate "C")) k
    join chaukas.events using (tenant_id, event_id)`;

async function findKnown(client: ClientBase, events: readonly PreparedEvent[]): Promise<Map<string, Event>> {
  const keys = events.map(({ row }) => ({ tenant_id: row.tenantId, event_id: row.eventId }));
  const { rows } = await client.query<StoredRow & { event_id: string }>(selectKnown, [JSON.stringify(keys)]);
  return new Map(rows.map((row) => [keyOf(row.tenant_id, row.event_id), readBody(row)]));
}

const insert = `
  with incoming as (
    select * from json_to_recordset($1) as r(
      tenant_id text, sequence bigint, event_id text, project_id text, session_id text, agent_id text, span_id text,
      trace_id text, type integer, status integer, severity integer, seconds bigint, nanos integer,
      received_ms bigint, tags text[], words text[], body_start integer, body_length integer)
  ), added as (
    insert into chaukas.events (
      tenant_id, sequence, event_id, project_id, session_id, agent_id, span_id, trace_id, type, status, severity,
      seconds, nanos, received_ms, tags, words, body)
    select
      tenant_id, sequence, event_id, project_id, session_id, agent_id, span_id, trace_id, type, status, severity,
      seconds, nanos, received_ms, tags, words, substring($2::bytea from body_start + 1 for body_length)
    from incoming
    returning tenant_id, project_id, session_id, type, status, severity, seconds * 1000000000::numeric + nanos as time
  ), tallied as (
    insert into chaukas.tallies as t (tenant_id, project_id, type, status, severity, events)
    select tenant_id, project_id, type, status, severity, count(*) from added group by 1, 2, 3, 4, 5
    on conflict (tenant_id, project_id, type, status, severity) do update set events = t.events + excluded.events
  ), summed as (
    insert into chaukas.sessions as s (tenant_id, session_id, project_id, events, first_time, last_time)
    select tenant_id, session_id, project_id, count(*), min(time), max(time) from added group by 1, 2, 3
    on conflict (tenant_id, session_id, project_id) do update set
      events = s.events + excluded.events,
      first_time = least(s.first_time, excluded.first_time),
      last_time = greatest(s.last_time, excluded.last_time)
  )
  update chaukas.heads h set next_sequence = h.next_sequence + a.events
    from (select tenant_id, count(*) as events from added group by 1) a where a.tenant_id = h.tenant_id`;

async function insertEvents(
  client: ClientBase,
  fresh: readonly { sequence: number; prepared: PreparedEvent }[],
): Promise<void> {
  let bodyStart = 0;
  const rows = fresh.map(({ sequence, prepared: { row, words } }) => {
    const start = bodyStart;
    bodyStart += row.body.length;
    return {
      tenant_id: row.tenantId,
      sequence,
      event_id: row.eventId,
      project_id: row.projectId,
      session_id: row.sessionId,
      agent_id: row.agentId,
      span_id: row.spanId,
      trace_id: row.traceId,
      type: row.type,
      status: row.status,
      severity: row.severity,
      seconds: row.seconds,
      nanos: row.nanos,
      received_ms: row.receivedMs,
      tags: toOwnTerms(row.tenantId, row.tags),
      words: toOwnTerms(row.tenantId, words),
      body_start: start,
      body_length: row.body.length,
    };
  });
  // One value for all bodies travels as it is, where an array of them would travel as hex.
  const bodies = Buffer.concat(fresh.map(({ prepared }) => prepared.row.body));
  await client.query(insert, [JSON.stringify(rows), bodies]);
}
