// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoreQuery } from "../../contract/event-store.js";
import type { Instant } from "../../contract/new-event.js";
import type { ColumnFilter } from "../schema/column-filter.js";
import { toRowId } from "../schema/event-place.js";
import { joinSql, type SqlPart } from "../schema/sql-part.js";
import { type AccessPath, chooseAccessPath } from "./access-path.js";
import { eventConditions } from "./event-conditions.js";
import { type EventSource, eventSource } from "./event-source.js";

/** Lets a query be given up between two rows, without asking at each of them. */
export function isWithinBudget({ id }: EventSource): SqlPart {
  return { sql: `(${id} & 255 <> 0 OR within_budget())`, values: [] };
}

type PageQuery = Pick<StoreQuery, "order" | "after" | "limit">;

/** Finds the ids of one page and of the event behind it, in order. */
export function pageSql(filter: ColumnFilter, query: PageQuery, path: AccessPath = chooseAccessPath(filter)): SqlPart {
  const residual = eventConditions(filter, path);
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
  // UNION drops what several tags have found.
  const { sql, values } = joinSql(
    branches.map((branch) => ({ ...branch, sql: `SELECT * FROM (${branch.sql})` })),
    " UNION ",
  );
  return {
    sql: `${sql} ORDER BY 1 ${direction}, 2 ${direction}, 3 ${direction} LIMIT ?`,
    values: [...values, query.limit + 1],
  };
}

/** More tags than are merged find an event several times. */
function withoutRepetition({ sql, values }: SqlPart): SqlPart {
  return sql.includes("json_each") ? { sql: sql.replace("SELECT", "SELECT DISTINCT"), values } : { sql, values };
}

/** Conditions on time for everything that matches, whatever the page. */
export function timeBounds({ start, end }: ColumnFilter, { seconds, nanos }: EventSource): SqlPart[] {
  return [
    ...(start ? [bound(`(${seconds}, ${nanos}) >=`, start)] : []),
    ...(end ? [bound(`(${seconds}, ${nanos}) <`, end)] : []),
  ];
}

/** The tighter of both bounds at the end where the page begins, since SQLite would seek to either of them. */
function pageBounds(filter: ColumnFilter, { order, after }: PageQuery, source: EventSource): SqlPart[] {
  const { seconds, nanos, id } = source;
  if (after === undefined) {
    return timeBounds(filter, source);
  }
  const isAscending = order === "ascending";
  const edge = isAscending ? filter.start : filter.end;
  const isBehindEdge = edge === undefined || (isAscending ? !isBefore(after, edge) : isBefore(after, edge));
  if (!isBehindEdge) {
    return timeBounds(filter, source);
  }
  const place = {
    sql: `(${seconds}, ${nanos}, ${id}) ${isAscending ? ">" : "<"} (?, ?, ?)`,
    values: [Number(after.seconds), after.nanos, toRowId(filter.tenantNo, after.sequence)],
  };
  const rest = isAscending ? { ...filter, start: undefined } : { ...filter, end: undefined };
  return [place, ...timeBounds(rest, source)];
}

function bound(left: string, { seconds, nanos }: Instant): SqlPart {
  return { sql: `${left} (?, ?)`, values: [Number(seconds), nanos] };
}

function isBefore(one: Instant, other: Instant): boolean {
  return one.seconds === other.seconds ? one.nanos < other.nanos : one.seconds < other.seconds;
}
