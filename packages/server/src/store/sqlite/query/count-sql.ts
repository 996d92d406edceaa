// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ColumnFilter } from "../schema/column-filter.js";
import { isOneOf, joinSql, type SqlPart } from "../schema/sql-part.js";
import { chooseAccessPath } from "./access-path.js";
import { eventConditions } from "./event-conditions.js";
import { eventSource } from "./event-source.js";
import { isWithinBudget, timeBounds } from "./find-page.js";

/** Counts everything that matches: from sums where they tell, else by the index that finds the fewest events. */
export function countSql(filter: ColumnFilter): SqlPart {
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
  return countEvents(filter);
}

/** Members that restrict what is found. */
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

function countEvents(filter: ColumnFilter): SqlPart {
  const path = chooseAccessPath(filter);
  const residual = eventConditions(filter, path);
  const source = eventSource(filter, path, { isMerged: false, readsEvents: residual.length > 0 });
  const conditions = [...source.alternatives, ...timeBounds(filter, source), isWithinBudget(source), ...residual];
  const { sql, values } = joinSql(conditions, " AND ");
  const counted = path.kind === "tags" && filter.tags.length > 1 ? "DISTINCT t.id" : "*";
  return { sql: `SELECT count(${counted}) AS count FROM ${source.from} WHERE ${sql}`, values };
}
