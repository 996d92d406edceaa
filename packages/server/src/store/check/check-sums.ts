// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventRow } from "../contract/new-event.js";
import type { ReportFinding } from "./store-finding.js";

type Time = readonly [seconds: number, nanos: number];

/** Totals of the events of a session in a project. */
interface SessionSum {
  readonly events: number;
  readonly first: Time;
  readonly last: Time;
}

/** How a store keeps sums: the columns of its tables and their values. */
export interface SumTables {
  /** Name of the tenant's column in both tables. */
  readonly tenant: string;
  readonly sessionColumns: readonly string[];
  /** Returns the values of those columns. */
  toSessionValues(sum: SessionSum): readonly (string | number | bigint)[];
}

/** Checks `tallies` and `sessions` of all tenants against the events. */
export interface SumCheck {
  /** Adds an event. The tenant is given as the tables store it. */
  add(tenant: string | number, row: EventRow): void;
  /** Starts to check the rows of a table, once all events have been added. */
  begin(table: "tallies" | "sessions"): TableCheck;
}

/** Checks the rows of a table one by one. Reports missing rows at the end. */
interface TableCheck {
  push(row: Readonly<Record<string, unknown>>): void;
  end(): void;
}

/** Starts with empty sums. */
export function createSumCheck(tables: SumTables, report: ReportFinding): SumCheck {
  const tallies = new Map<string, number>();
  const sessions = new Map<string, SessionSum>();
  return {
    add(tenant, row) {
      const tally = JSON.stringify([tenant, row.projectId, row.type, row.status, row.severity]);
      tallies.set(tally, (tallies.get(tally) ?? 0) + 1);
      const session = JSON.stringify([tenant, row.sessionId, row.projectId]);
      sessions.set(session, extend(sessions.get(session), row));
    },
    begin(table) {
      if (table === "tallies") {
        const keys = [tables.tenant, "project_id", "type", "status", "severity"];
        return beginTable({ table, keys, columns: ["events"], sums: tallies, toValues: (sum) => [sum] }, report);
      }
      const keys = [tables.tenant, "session_id", "project_id"];
      const { sessionColumns: columns, toSessionValues: toValues } = tables;
      return beginTable({ table, keys, columns, sums: sessions, toValues }, report);
    },
  };
}

/** Adds an event to a session. The time of a redaction record does not extend it. */
function extend(before: SessionSum | undefined, { seconds, nanos, isRedactionRecord }: EventRow): SessionSum {
  const time: Time = [seconds, nanos];
  if (before === undefined) {
    return { events: 1, first: time, last: time };
  }
  const { events, first, last } = before;
  if (isRedactionRecord) {
    return { events: events + 1, first, last };
  }
  return {
    events: events + 1,
    first: isBefore(time, first) ? time : first,
    last: isBefore(last, time) ? time : last,
  };
}

function isBefore(one: Time, other: Time): boolean {
  return one[0] === other[0] ? one[1] < other[1] : one[0] < other[0];
}

interface Expectation<Sum> {
  readonly table: string;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  readonly sums: ReadonlyMap<string, Sum>;
  toValues(sum: Sum): readonly unknown[];
}

function beginTable<Sum>(
  { table, keys, columns, sums, toValues }: Expectation<Sum>,
  report: ReportFinding,
): TableCheck {
  const found = new Set<string>();
  return {
    push(row) {
      const key = JSON.stringify(keys.map((column) => row[column]));
      const sum = sums.get(key);
      if (sum === undefined) {
        report({ table, message: `${key}: expected no such row, since no event has these values` });
        return;
      }
      found.add(key);
      const expected = toValues(sum);
      for (const [index, column] of columns.entries()) {
        // Compared as text, since the PostgreSQL driver returns large numbers as strings.
        if (String(row[column]) !== String(expected[index])) {
          report({ table, column, message: `${key}: expected ${expected[index]}, got ${row[column]}` });
        }
      }
    },
    end() {
      for (const key of sums.keys()) {
        if (!found.has(key)) {
          report({ table, message: `${key}: expected a row, since events have these values, found none` });
        }
      }
    },
  };
}
