// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventType } from "@chaukas/spec-common";
import { eventSource, isWithinBudget, timeBounds } from "./access-path.js";
import type { ColumnFilter } from "./column-filter.js";
import { eventConditions } from "./event-conditions.js";
import { isOneOf, joinSql, type SqlPart } from "./sql-part.js";

/** Statements that count events by type, and sessions with their mean duration. */
export interface StatsSql {
  /** Returns rows of a type and a count. */
  readonly types: SqlPart;
  /** Returns one row of a count and a mean. */
  readonly sessions: SqlPart;
}

// A number, since the enum comes with the descriptors of all messages, which take most of the time to load the thread.
const system: EventType.SYSTEM = 63;

const summary = "count(*) AS count, coalesce(avg(coalesce(last - first, 0)), 0) / 1e6 AS mean_ms";

// The times of redaction records do not extend a session. The type is tested first, since it is at hand.
const isExtending = `(e.type <> ${system} OR e.id NOT IN (SELECT record_id FROM redactions))`;

/**
 * Returns the statements for a selection. `base` is a second near the first event. Nanoseconds since then fit a 64-bit
 * integer for 292 years; beyond that, SQLite continues with a double.
 */
export function statsSql(filter: ColumnFilter, base: number): StatsSql {
  return filter.start === undefined && filter.end === undefined ? fromSums(filter, base) : fromEvents(filter, base);
}

function fromSums(filter: ColumnFilter, base: number): StatsSql {
  const projects = filter.projectIds.length > 0 ? [isOneOf("project_id", filter.projectIds)] : [];
  const { sql, values } = joinSql([{ sql: "tenant_no = ?", values: [filter.tenantNo] }, ...projects], " AND ");
  const durations = `SELECT ${since("min", "first_seconds", "first_nanos")} AS first, ${since("max", "last_seconds", "last_nanos")} AS last FROM sessions WHERE ${sql} GROUP BY session_id`;
  return {
    types: { sql: `SELECT type, sum(events) AS count FROM tallies WHERE ${sql} GROUP BY type`, values },
    sessions: { sql: `SELECT ${summary} FROM (${durations})`, values: [base, base, ...values] },
  };
}

function fromEvents(filter: ColumnFilter, base: number): StatsSql {
  const path = { kind: "time" } as const;
  const source = eventSource(filter, path, { isMerged: false, readsEvents: true });
  const budget = isWithinBudget(source);
  const conditions = [...source.alternatives, ...timeBounds(filter, source), budget, ...eventConditions(filter, path)];
  const { sql, values } = joinSql(conditions, " AND ");
  const durations = `SELECT ${since("min", "e.seconds", "e.nanos")} FILTER (WHERE ${isExtending}) AS first, ${since("max", "e.seconds", "e.nanos")} FILTER (WHERE ${isExtending}) AS last FROM ${source.from} WHERE ${sql} GROUP BY e.session_id`;
  return {
    types: { sql: `SELECT e.type AS type, count(*) AS count FROM ${source.from} WHERE ${sql} GROUP BY e.type`, values },
    sessions: { sql: `SELECT ${summary} FROM (${durations})`, values: [base, base, ...values] },
  };
}

function since(aggregate: "min" | "max", seconds: string, nanos: string): string {
  return `${aggregate}((${seconds} - ?) * 1000000000 + ${nanos})`;
}
