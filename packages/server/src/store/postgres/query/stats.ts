// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventType } from "@chaukas/spec-common";
import type { ClientBase } from "pg";
import type { EventStats, StatsSelection } from "../../contract/event-store.js";
import { eventConditions } from "./event-conditions.js";

/** Counts within a transaction, so that all figures belong to the same state. */
export async function readStats(client: ClientBase, selection: StatsSelection): Promise<EventStats> {
  const { sql, values } = eventConditions(selection);
  const isWhole = selection.start === undefined && selection.end === undefined;
  const types = await client.query<{ type: EventType; events: string }>(
    isWhole
      ? `select type, sum(events) as events from chaukas.tallies where ${sql} group by type`
      : `select type, count(*) as events from chaukas.events where ${sql} group by type`,
    [...values],
  );
  const spans = isWhole
    ? `select min(first_ns) as first_time, max(last_ns) as last_time from chaukas.sessions
        where ${sql} group by session_id`
    : `select min(time) filter (where not is_record) as first_time, max(time) filter (where not is_record) as last_time
         from (
           select session_id, seconds * 1000000000::numeric + nanos as time, r.sequence is not null as is_record
             from (select tenant_id, sequence, session_id, seconds, nanos from chaukas.events where ${sql}) e
             left join chaukas.redactions r on r.tenant_id = e.tenant_id and r.record_sequence = e.sequence
         ) e
        group by session_id`;
  const sessions = await client.query<{ total: string; mean_ms: string }>(
    `select count(*) as total, coalesce(avg(coalesce(last_time - first_time, 0)), 0) / 1000000 as mean_ms from (${spans}) s`,
    [...values],
  );
  const eventsByType = new Map(types.rows.map(({ type, events }) => [type, Number(events)]));
  return {
    totalEvents: [...eventsByType.values()].reduce((sum, events) => sum + events, 0),
    totalSessions: Number(sessions.rows[0]?.total),
    eventsByType,
    avgSessionDurationMs: Number(sessions.rows[0]?.mean_ms),
  };
}
