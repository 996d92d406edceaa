// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { addDecimals } from "@chaukas/spec-common/session";
import type { EventRow } from "../contract/new-event.js";
import { countColumns, type SessionShare } from "../sessions/session-share.js";
import type { ReportFinding } from "./store-finding.js";

type Time = readonly [seconds: number, nanos: number];

/** Totals of the events of a session in a project. */
interface SessionSum {
  readonly events: number;
  readonly first: Time;
  readonly last: Time;
  /** One number for each of `countColumns`. */
  readonly counts: readonly number[];
}

/** Totals of the events that have a name in a session of a project. */
interface NameSum {
  readonly events: number;
  /** A decimal number. */
  readonly cost: string;
}

/** How a store keeps sums: the columns of its tables and their values. */
export interface SumTables {
  /** Name of the tenant's column in all tables. */
  readonly tenant: string;
  /** Columns of `sessions` beside `countColumns`. */
  readonly sessionColumns: readonly string[];
  /** Returns the values of those columns. */
  toSessionValues(sum: SessionSum): readonly (string | number | bigint)[];
}

/** The tables of sums, in the order in which they are checked. */
export const tablesOfSums = ["tallies", "sessions", "session_names"] as const;

/** Checks the tables of sums of all tenants against the events. */
export interface SumCheck {
  /** Adds an event. The tenant is given as the tables store it. */
  add(tenant: string | number, row: EventRow): void;
  /** Starts to check the rows of a table, once all events have been added. */
  begin(table: (typeof tablesOfSums)[number]): TableCheck;
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
  const names = new Map<string, NameSum>();
  return {
    add(tenant, row) {
      const tally = JSON.stringify([tenant, row.projectId, row.type, row.status, row.severity]);
      tallies.set(tally, (tallies.get(tally) ?? 0) + 1);
      const session = JSON.stringify([tenant, row.sessionId, row.projectId]);
      sessions.set(session, extend(sessions.get(session), row));
      const agents = row.agentId === "" ? [] : [{ kind: "a", name: row.agentId, cost: "0" }];
      for (const { kind, name, cost } of [...agents, ...row.share.names]) {
        const key = JSON.stringify([tenant, row.sessionId, row.projectId, kind, name]);
        const before = names.get(key) ?? { events: 0, cost: "0" };
        names.set(key, { events: before.events + 1, cost: addDecimals(before.cost, cost) });
      }
    },
    begin(table) {
      if (table === "tallies") {
        const keys = [tables.tenant, "project_id", "type", "status", "severity"];
        return beginTable({ table, keys, columns: ["events"], sums: tallies, toValues: (sum) => [sum] }, report);
      }
      const keys = [tables.tenant, "session_id", "project_id"];
      if (table === "sessions") {
        const columns = [...tables.sessionColumns, ...countColumns];
        const toValues = (sum: SessionSum) => [...tables.toSessionValues(sum), ...sum.counts];
        return beginTable({ table, keys, columns, sums: sessions, toValues }, report);
      }
      const toValues = ({ events, cost }: NameSum) => [events, cost];
      const check = { table, keys: [...keys, "kind", "name"], columns: ["events", "cost"], sums: names, toValues };
      const { push, end } = beginTable(check, report);
      return { push: (row) => push({ ...row, cost: toPlainDecimal(row["cost"]) }), end };
    },
  };
}

/** Adds an event to a session. The time of a redaction record does not extend it. */
function extend(before: SessionSum | undefined, row: EventRow): SessionSum {
  const { seconds, nanos, isRedactionRecord, share } = row;
  const time: Time = [seconds, nanos];
  if (before === undefined) {
    return { events: 1, first: time, last: time, counts: addCounts(new Array(countColumns.length).fill(0), share) };
  }
  const { events, first, last } = before;
  const counts = addCounts(before.counts, share);
  if (isRedactionRecord) {
    return { events: events + 1, first, last, counts };
  }
  return {
    events: events + 1,
    first: isBefore(time, first) ? time : first,
    last: isBefore(last, time) ? time : last,
    counts,
  };
}

function addCounts(counts: readonly number[], share: SessionShare): readonly number[] {
  const sums = [...counts];
  for (let index = 0; index < share.counts.length; index += 2) {
    const column = share.counts[index] as number;
    sums[column] = (sums[column] as number) + (share.counts[index + 1] as number);
  }
  return sums;
}

function isBefore(one: Time, other: Time): boolean {
  return one[0] === other[0] ? one[1] < other[1] : one[0] < other[0];
}

/** PostgreSQL keeps the zeros at the end of a fraction. Other texts than decimals are wrong in any form. */
function toPlainDecimal(cost: unknown): unknown {
  return typeof cost === "string" && /^-?\d+(\.\d+)?$/.test(cost) ? addDecimals(cost, "0") : cost;
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
