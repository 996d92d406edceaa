// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoreQuery } from "../../contract/event-store.js";
import type { Instant } from "../../contract/new-event.js";
import { toRowId } from "../schema/row-id.js";
import {
  type AccessPath,
  chooseAccessPath,
  type EventSource,
  eventSource,
  isWithinBudget,
  timeBounds,
} from "./access-path.js";
import type { ColumnFilter } from "./column-filter.js";
import { eventConditions, type WordTest } from "./event-conditions.js";
import { isOneOf, joinSql, type SqlPart } from "./sql-part.js";

type PageQuery = Pick<StoreQuery, "order" | "after" | "limit">;

/** Returns the statement that finds the ids of one page and of the event after it, in order. */
export function pageSql(
  filter: ColumnFilter,
  query: PageQuery,
  path: AccessPath = chooseAccessPath(filter),
  wordTest: WordTest = "each",
): SqlPart {
  const residual = eventConditions(filter, path, wordTest);
  const source = eventSource(filter, path, { isMerged: true, readsEvents: residual.length > 0 });
  const direction = query.order === "ascending" ? "ASC" : "DESC";
  const bounds = pageBounds(filter, query, source);
  const conditions = [...bounds, isWithinBudget(source), ...residual];
  const branches = source.alternatives.map((alternative): SqlPart => {
    const { sql, values } = joinSql([alternative, ...conditions], " AND ");
    const { from, seconds, nanos, id } = source;
    return {
      sql: `SELECT ${seconds} AS s, ${nanos} AS n, ${id} AS id FROM ${from} WHERE ${sql} ORDER BY ${seconds} ${direction}, ${nanos} ${direction}, ${id} ${direction} LIMIT ?`,
      values: [...values, query.limit + 1],
    };
  });
  const [only] = branches;
  if (only !== undefined && branches.length === 1) {
    return path.kind === "tags" ? withoutRepetition(only) : only;
  }
  // UNION removes events that several tags have found.
  const { sql, values } = joinSql(
    branches.map((branch) => ({ ...branch, sql: `SELECT * FROM (${branch.sql})` })),
    " UNION ",
  );
  return {
    sql: `${sql} ORDER BY 1 ${direction}, 2 ${direction}, 3 ${direction} LIMIT ?`,
    values: [...values, query.limit + 1],
  };
}

/** With too many tags to merge, an event is found once for each of its tags. */
function withoutRepetition({ sql, values }: SqlPart): SqlPart {
  return sql.includes("json_each") ? { sql: sql.replace("SELECT", "SELECT DISTINCT"), values } : { sql, values };
}

/** Keeps only the tighter bound at the end where the page starts, since SQLite might seek to the other one. */
function pageBounds(filter: ColumnFilter, { order, after }: PageQuery, source: EventSource): SqlPart[] {
  const { seconds, nanos, id } = source;
  if (after === undefined) {
    return timeBounds(filter, source);
  }
  const isAscending = order === "ascending";
  const edge = isAscending ? filter.start : filter.end;
  const isPastEdge = edge === undefined || (isAscending ? !isBefore(after, edge) : isBefore(after, edge));
  if (!isPastEdge) {
    return timeBounds(filter, source);
  }
  const place = {
    sql: `(${seconds}, ${nanos}, ${id}) ${isAscending ? ">" : "<"} (?, ?, ?)`,
    values: [Number(after.seconds), after.nanos, toRowId(filter.tenantNo, after.sequence)],
  };
  const rest = isAscending ? { ...filter, start: undefined } : { ...filter, end: undefined };
  return [place, ...timeBounds(rest, source)];
}

function isBefore(one: Instant, other: Instant): boolean {
  return one.seconds === other.seconds ? one.nanos < other.nanos : one.seconds < other.seconds;
}

/** Returns the statement that counts all matches: from sums if possible, else by the index with the fewest events. */
export function countSql(filter: ColumnFilter, wordTest: WordTest = "each"): SqlPart {
  const asked = membersOf(filter);
  const isWithin = (...members: (keyof ColumnFilter)[]) => asked.every((member) => members.includes(member));
  if (asked.length === 0) {
    return { sql: "SELECT next_sequence AS count FROM heads WHERE tenant_no = ?", values: [filter.tenantNo] };
  }
  if (isWithin("projectIds", "types", "statuses", "severities")) {
    return countInSums(filter, "tallies");
  }
  if (isWithin("projectIds", "sessionIds")) {
    return countInSums(filter, "sessions");
  }
  if (isWithin("words")) {
    return { sql: "SELECT count(*) AS count FROM event_words WHERE event_words MATCH ?", values: [filter.words] };
  }
  return countRows(filter, wordTest);
}

/** Returns the members that restrict the result. */
function membersOf({ tenantNo: _, ...members }: ColumnFilter): (keyof ColumnFilter)[] {
  const names = Object.keys(members) as (keyof typeof members)[];
  return names.filter((name) => {
    const value = members[name];
    return value !== undefined && (!(typeof value === "string" || Array.isArray(value)) || value.length > 0);
  });
}

function countInSums(filter: ColumnFilter, table: "tallies" | "sessions"): SqlPart {
  const columns =
    table === "tallies"
      ? ([
          ["project_id", filter.projectIds],
          ["type", filter.types],
          ["status", filter.statuses],
          ["severity", filter.severities],
        ] as const)
      : ([
          ["project_id", filter.projectIds],
          ["session_id", filter.sessionIds],
        ] as const);
  const conditions = columns
    .filter(([, wanted]) => wanted.length > 0)
    .map(([column, wanted]) => isOneOf(column, wanted));
  const { sql, values } = joinSql([{ sql: "tenant_no = ?", values: [filter.tenantNo] }, ...conditions], " AND ");
  return { sql: `SELECT coalesce(sum(events), 0) AS count FROM ${table} WHERE ${sql}`, values };
}

function countRows(filter: ColumnFilter, wordTest: WordTest): SqlPart {
  const path = chooseAccessPath(filter);
  const residual = eventConditions(filter, path, wordTest);
  const source = eventSource(filter, path, { isMerged: false, readsEvents: residual.length > 0 });
  const conditions = [...source.alternatives, ...timeBounds(filter, source), isWithinBudget(source), ...residual];
  const { sql, values } = joinSql(conditions, " AND ");
  const counted = path.kind === "tags" && filter.tags.length > 1 ? "DISTINCT t.id" : "*";
  return { sql: `SELECT count(${counted}) AS count FROM ${source.from} WHERE ${sql}`, values };
}
