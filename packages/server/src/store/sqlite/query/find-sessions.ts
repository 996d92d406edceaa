// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SQLInputValue } from "node:sqlite";
import { maxSessionNames, type SessionQuery } from "../../contract/session-query.js";
import type { SessionRow } from "../../records/to-sessions.js";
import { prefixEnd } from "../../sessions/prefix-end.js";
import { countColumns, type NameKind } from "../../sessions/session-share.js";
import { toColumnText } from "../../words/column-text.js";
import { isOneOf, joinSql, type SqlPart } from "./sql-part.js";

const ordered = "last_seconds DESC, last_nanos DESC, session_id DESC, project_id DESC";

// As text, since a sum may exceed the numbers that are exact in JavaScript.
const sums = ["events", ...countColumns].map((column) => `CAST(s.${column} AS TEXT) AS ${column}`).join(", ");

/** Returns the statement that finds the sessions of a page and the one after it, in order. */
export function sessionsSql(tenantNo: number, { filter, after, limit }: SessionQuery): SqlPart {
  const conditions: SqlPart[] = [
    { sql: "tenant_no = ?", values: [tenantNo] },
    { sql: "within_budget()", values: [] },
  ];
  const add = (sql: string, ...values: SQLInputValue[]) => conditions.push({ sql, values });
  const { projectIds = [], sessionIdPrefix = "", state, withErrors, start, end } = filter;
  if (after !== undefined) {
    add(
      "(last_seconds, last_nanos, session_id, project_id) < (?, ?, ?, ?)",
      Number(after.seconds),
      after.nanos,
      toColumnText(after.sessionId),
      toColumnText(after.projectId),
    );
  }
  if (start !== undefined) {
    add("(last_seconds, last_nanos) >= (?, ?)", Number(start.seconds), start.nanos);
  }
  if (end !== undefined) {
    add("(first_seconds, first_nanos) < (?, ?)", Number(end.seconds), end.nanos);
  }
  if (projectIds.length > 0) {
    conditions.push(isOneOf("project_id", projectIds.map(toColumnText)));
  }
  if (sessionIdPrefix !== "") {
    const prefix = toColumnText(sessionIdPrefix);
    const beyond = prefixEnd(prefix);
    add("session_id >= ?", prefix);
    if (beyond !== undefined) {
      add("session_id < ?", beyond);
    }
  }
  if (state !== undefined) {
    add(state === "ended" ? "session_ends > 0" : "session_ends = 0");
  }
  if (withErrors) {
    add("errors > 0");
  }
  for (const [kind, names = []] of [
    ["a", filter.agentIds],
    ["o", filter.policyOutcomes],
    ["p", filter.principalIds],
  ] as const) {
    if (names.length > 0) {
      conditions.push(hasName(kind, names.map(toColumnText)));
    }
  }
  const { sql, values } = joinSql(conditions, " AND ");
  // The primary key finds a prefix; the index has the order of pages. SQLite does not know which is better.
  const path = sessionIdPrefix === "" ? "INDEXED BY sessions_by_time" : "NOT INDEXED";
  return {
    sql: `SELECT session_id, project_id, first_seconds, first_nanos, last_seconds, last_nanos, ${sums}
      FROM sessions s ${path} WHERE ${sql} ORDER BY ${ordered} LIMIT ?`,
    values: [...values, limit + 1],
  };
}

function hasName(kind: NameKind, names: readonly string[]): SqlPart {
  const { sql, values } = isOneOf("n.name", names);
  return {
    sql: `EXISTS (SELECT 1 FROM session_names n WHERE n.tenant_no = s.tenant_no AND n.session_id = s.session_id
      AND n.project_id = s.project_id AND n.kind = '${kind}' AND ${sql})`,
    values,
  };
}

/** Returns the statement that reads the names that the summaries of these sessions list. */
export function namesSql(tenantNo: number, sessions: readonly SessionRow[]): SqlPart {
  const keys = JSON.stringify(sessions.map(({ session_id, project_id }) => [session_id, project_id]));
  return {
    sql: `SELECT * FROM (
        SELECT i.key AS session, n.kind, n.name, CAST(n.events AS TEXT) AS events, n.cost,
          count(*) OVER (PARTITION BY i.key, n.kind) AS total,
          row_number() OVER (PARTITION BY i.key, n.kind ORDER BY n.events DESC, n.name) AS place
        FROM json_each(?) i CROSS JOIN session_names n
          ON n.tenant_no = ? AND n.session_id = i.value ->> 0 AND n.project_id = i.value ->> 1
        WHERE n.kind IN ('a', 'c', 'o') AND within_budget()
      ) WHERE place <= ${maxSessionNames} ORDER BY session, kind, place`,
    values: [keys, tenantNo],
  };
}
