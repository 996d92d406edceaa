// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SQLInputValue } from "node:sqlite";
import type { SessionFilter, SessionPosition } from "../../contract/session-query.js";
import { namesOf, type SessionMember, type WantedNames } from "../../records/session-members.js";
import { prefixEnd } from "../../sessions/prefix-end.js";
import { toColumnText } from "../../words/column-text.js";
import { isOneOf, type SqlPart } from "./sql-part.js";

/** Returns a table with conditions, which finds the sessions with a name by its index, without currencies. */
export function namedSql(tenantNo: number, { kind, values }: WantedNames): SqlPart {
  const isNamed = isOneOf("name", values);
  return {
    sql: `session_names INDEXED BY session_names_by_name
      WHERE tenant_no = ? AND kind = '${kind}' AND kind <> 'c' AND ${isNamed.sql} AND within_budget()`,
    values: [tenantNo, ...isNamed.values],
  };
}

/** Counts and limits how many sessions are tested. */
export const isTested: SqlPart = { sql: "within_budget()", values: [] };

/** Returns the condition that a session `s` comes after a position in the order of pages, if there is one. */
export function isAfter(position: SessionPosition | undefined): SqlPart[] {
  if (position === undefined) {
    return [];
  }
  const { seconds, nanos, sessionId, projectId } = position;
  const values: SQLInputValue[] = [Number(seconds), nanos, toColumnText(sessionId), toColumnText(projectId)];
  return [{ sql: "(last_seconds, last_nanos, s.session_id, s.project_id) < (?, ?, ?, ?)", values }];
}

/** A time, as the columns store it. */
export interface OldestTime {
  readonly seconds: number;
  readonly nanos: number;
}

/** Returns the condition that the last event is not before a time. */
export function isNotBefore({ seconds, nanos }: OldestTime): SqlPart {
  return { sql: "(last_seconds, last_nanos) >= (?, ?)", values: [seconds, nanos] };
}

/** Returns the condition on the last event, if the filter has one. */
export function isRecent({ start }: SessionFilter): SqlPart[] {
  return start === undefined ? [] : [isNotBefore({ seconds: Number(start.seconds), nanos: start.nanos })];
}

/** Returns the condition on the project, if the filter has one. */
export function isInProject({ projectIds = [] }: SessionFilter): SqlPart[] {
  return projectIds.length === 0 ? [] : [isOneOf("s.project_id", projectIds.map(toColumnText))];
}

/** Returns the condition on the first event, if the filter has one. */
export function beginsBefore({ end }: SessionFilter): SqlPart[] {
  return end === undefined
    ? []
    : [{ sql: "(first_seconds, first_nanos) < (?, ?)", values: [Number(end.seconds), end.nanos] }];
}

/** Returns the conditions on the prefix, if the filter has one. */
export function hasPrefix({ sessionIdPrefix = "" }: SessionFilter): SqlPart[] {
  if (sessionIdPrefix === "") {
    return [];
  }
  const prefix = toColumnText(sessionIdPrefix);
  const beyond = prefixEnd(prefix);
  const from = { sql: "s.session_id >= ?", values: [prefix] };
  return beyond === undefined ? [from] : [from, { sql: "s.session_id < ?", values: [beyond] }];
}

/** Returns the condition that a session has one of the names of a member, if the filter has any. */
export function hasName(filter: SessionFilter, member: SessionMember): SqlPart[] {
  const names = namesOf(filter, member);
  if (names === undefined || names.values.length === 0) {
    return [];
  }
  const { sql, values } = isOneOf("n.name", names.values);
  return [
    {
      sql: `EXISTS (SELECT 1 FROM session_names n WHERE n.tenant_no = s.tenant_no AND n.session_id = s.session_id
        AND n.project_id = s.project_id AND n.kind = '${names.kind}' AND ${sql})`,
      values,
    },
  ];
}
