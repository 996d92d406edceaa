// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { EventRow } from "../store/event-row.js";
import type { ReportFinding } from "./store-finding.js";

/** Holds `tallies` and `sessions` of all tenants against the events. */
export interface SumCheck {
  add(tenantNo: number, row: EventRow): void;
  end(): void;
}

type Time = readonly [seconds: number, nanos: number];

const tallyColumns = ["tenant_no", "project_id", "type", "status", "severity"] as const;
const sessionColumns = ["tenant_no", "session_id", "project_id"] as const;

/** Begins to add up. */
export function createSumCheck(database: DatabaseSync, report: ReportFinding): SumCheck {
  const tallies = new Map<string, readonly number[]>();
  const sessions = new Map<string, readonly number[]>();
  return {
    add(tenantNo, row) {
      const time: Time = [row.seconds, row.nanos];
      const tally = JSON.stringify([tenantNo, row.projectId, row.type, row.status, row.severity]);
      tallies.set(tally, [(tallies.get(tally)?.[0] ?? 0) + 1]);
      const session = JSON.stringify([tenantNo, row.sessionId, row.projectId]);
      sessions.set(session, extend(sessions.get(session), time));
    },
    end() {
      compare(database, "tallies", tallyColumns, ["events"], tallies, report);
      const columns = ["events", "first_seconds", "first_nanos", "last_seconds", "last_nanos"];
      compare(database, "sessions", sessionColumns, columns, sessions, report);
    },
  };
}

function extend(before: readonly number[] | undefined, time: Time): readonly number[] {
  if (before === undefined) {
    return [1, ...time, ...time];
  }
  const [events = 0, firstSeconds = 0, firstNanos = 0, lastSeconds = 0, lastNanos = 0] = before;
  const first: Time = isBefore(time, [firstSeconds, firstNanos]) ? time : [firstSeconds, firstNanos];
  const last: Time = isBefore([lastSeconds, lastNanos], time) ? time : [lastSeconds, lastNanos];
  return [events + 1, ...first, ...last];
}

function isBefore(one: Time, other: Time): boolean {
  return one[0] === other[0] ? one[1] < other[1] : one[0] < other[0];
}

function compare(
  database: DatabaseSync,
  table: string,
  keys: readonly string[],
  values: readonly string[],
  sums: ReadonlyMap<string, readonly number[]>,
  report: ReportFinding,
): void {
  const expected = new Map(sums);
  for (const row of database.prepare(`SELECT * FROM ${table}`).iterate() as Iterable<Record<string, unknown>>) {
    const key = JSON.stringify(keys.map((column) => row[column]));
    const own = expected.get(key);
    expected.delete(key);
    if (own === undefined) {
      report({ table, message: `${key}: expected no such row, since no event has these values` });
      continue;
    }
    for (const [index, column] of values.entries()) {
      if (row[column] !== own[index]) {
        report({ table, column, message: `${key}: expected ${own[index]}, got ${row[column]}` });
      }
    }
  }
  for (const key of expected.keys()) {
    report({ table, message: `${key}: expected a row, since events have these values, found none` });
  }
}
