// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  maxSessionNames,
  type SessionFilter,
  type SessionPage,
  type SessionQuery,
} from "../../contract/session-query.js";
import { isGiven, memberNames, namesOf, type SessionMember } from "../../records/session-members.js";
import { defaultSessionLimits, type SessionLimits, toSessionStreams } from "../../records/session-streams.js";
import { type NameRow, type SessionRow, toSessions } from "../../records/to-sessions.js";
import { countColumns } from "../../sessions/session-share.js";
import { toColumnText } from "../../words/column-text.js";
import type { RowLimit } from "./row-limit.js";
import {
  beginsBefore,
  hasName,
  hasPrefix,
  isAfter,
  isInProject,
  isNotBefore,
  isRecent,
  isTested,
  namedSql,
  type OldestTime,
} from "./session-conditions.js";
import { joinSql, type SqlPart } from "./sql-part.js";

/** Runs the statements of a query. */
export interface SessionRunner extends Pick<RowLimit, "withinRows"> {
  run(part: SqlPart): readonly unknown[];
}

/** Finds a page, in one snapshot of the database. */
export function findSessions(
  runner: SessionRunner,
  tenantNo: number,
  query: SessionQuery,
  limits: SessionLimits = defaultSessionLimits,
): SessionPage {
  const rows = findRows(runner, tenantNo, query, limits);
  const page = rows.slice(0, query.limit);
  const names = runner.run(namesSql(tenantNo, page)) as NameRow[];
  return { sessions: toSessions(page, names), hasMore: rows.length > page.length };
}

/**
 * Finds all sessions that have a rare name or prefix, and tests them for the rest of the filter. If all names are frequent,
 * sessions are tested for them in the order of pages, unless that takes too long, since too few of the newest have them.
 */
function findRows(
  runner: SessionRunner,
  tenantNo: number,
  query: SessionQuery,
  limits: SessionLimits,
): readonly SessionRow[] {
  const members = memberNames.filter((member) => isGiven(query.filter, member));
  const look = (member: SessionMember) => runner.run(candidatesSql(tenantNo, query, member)) as SessionRow[];
  let fewest = { member: members[0], count: Number.POSITIVE_INFINITY };
  for (const member of members) {
    const [row] = runner.run(countSql(tenantNo, query.filter, member, limits.candidates + 1));
    const { count } = row as { count: number };
    fewest = count < fewest.count ? { member, count } : fewest;
  }
  if (fewest.member === undefined) {
    return mergeStreams(runner, tenantNo, query, limits);
  }
  return fewest.count <= limits.candidates
    ? look(fewest.member)
    : (runner.withinRows(limits.tested, () => mergeStreams(runner, tenantNo, query, limits)) ?? look(fewest.member));
}

interface KeyRow {
  readonly session_id: string;
  readonly project_id: string;
  readonly last_seconds: number;
  readonly last_nanos: number;
}

/** Merges the streams of all sessions, or of one project after the other, unless most sessions are in the projects. */
function mergeStreams(
  runner: SessionRunner,
  tenantNo: number,
  query: SessionQuery,
  limits: SessionLimits,
): readonly SessionRow[] {
  const projectIds = [...new Set(query.filter.projectIds?.map(toColumnText))];
  const mergeAll = () => runner.run(streamsSql(tenantNo, query)) as KeyRow[];
  const keys =
    projectIds.length === 0
      ? mergeAll()
      : (projectIds.length > 1 && runner.withinRows(limits.testedPerProject * projectIds.length, mergeAll)) ||
        mergeProjects(runner, tenantNo, query, projectIds);
  return keys.length === 0 ? [] : (runner.run(rowsSql(tenantNo, keys, query.limit)) as SessionRow[]);
}

/** More statements than one, but always the same. */
function mergeProjects(
  runner: SessionRunner,
  tenantNo: number,
  query: SessionQuery,
  projectIds: readonly string[],
): readonly KeyRow[] {
  let oldest: OldestTime | undefined;
  let keys: KeyRow[] = [];
  for (const projectId of projectIds) {
    keys.push(...(runner.run(streamsSql(tenantNo, query, { projectId, oldest })) as KeyRow[]));
    if (keys.length > query.limit) {
      keys.sort((one, other) => other.last_seconds - one.last_seconds || other.last_nanos - one.last_nanos);
      const { last_seconds, last_nanos } = keys[query.limit] as KeyRow;
      // No older ones are needed from the other projects. Those at the same time are sorted by the last statement.
      oldest = { seconds: last_seconds, nanos: last_nanos };
      keys = keys.filter((key) =>
        key.last_seconds === last_seconds ? key.last_nanos >= last_nanos : key.last_seconds > last_seconds,
      );
    }
  }
  return keys;
}

const key = "last_seconds DESC, last_nanos DESC, session_id DESC, project_id DESC";

// As text, since a sum may exceed the numbers that are exact in JavaScript.
const columns = `s.session_id, s.project_id, s.first_seconds, s.first_nanos, s.last_seconds, s.last_nanos, ${[
  "events",
  ...countColumns,
]
  .map((column) => `CAST(s.${column} AS TEXT) AS ${column}`)
  .join(", ")}`;
const ordered = "s.last_seconds DESC, s.last_nanos DESC, s.session_id DESC, s.project_id DESC";

/** Streams of one project or of all, up to a time. */
interface ProjectStreams {
  /** In the form of `toColumnText`. Absent for the streams of all, of which the projects of the filter are tested. */
  readonly projectId?: string | undefined;
  /** Inclusive. Default: the start of the filter. */
  readonly oldest?: OldestTime | undefined;
}

/** Returns the statement that merges the streams of a project, or of all, up to one session more than the page has. */
export function streamsSql(tenantNo: number, query: SessionQuery, { projectId, oldest }: ProjectStreams = {}): SqlPart {
  const { filter, limit } = query;
  const project = projectId === undefined ? [] : [{ sql: "project_id = ?", values: [projectId] }];
  const conditions = [
    ...(oldest === undefined ? isRecent(filter) : [isNotBefore(oldest)]),
    isTested,
    ...beginsBefore(filter),
    ...hasPrefix(filter),
    ...(projectId === undefined ? isInProject(filter) : []),
    ...memberNames.flatMap((member) => hasName(filter, member)),
  ];
  const index = projectId === undefined ? "sessions_by_class" : "sessions_by_project";
  const branches = toSessionStreams(query).map(({ sessionClass, after }): SqlPart => {
    const places = [
      { sql: "tenant_no = ?", values: [tenantNo] },
      ...project,
      { sql: `class = ${sessionClass}`, values: [] },
      ...isAfter(after),
    ];
    const { sql, values } = joinSql([...places, ...conditions], " AND ");
    return {
      sql: `SELECT session_id, project_id, last_seconds, last_nanos FROM sessions s INDEXED BY ${index} WHERE ${sql}`,
      values,
    };
  });
  const { sql, values } = joinSql(branches, " UNION ALL ");
  return { sql: `${sql} ORDER BY ${key} LIMIT ?`, values: [...values, limit + 1] };
}

/** Returns the statement that reads the sessions of keys in the order of pages, up to one more than the page has. */
export function rowsSql(tenantNo: number, keys: readonly KeyRow[], limit: number): SqlPart {
  return {
    sql: `SELECT ${columns} FROM json_each(?) i CROSS JOIN sessions s
        ON s.tenant_no = ? AND s.session_id = i.value ->> 0 AND s.project_id = i.value ->> 1
      ORDER BY ${ordered} LIMIT ?`,
    values: [toJson(keys), tenantNo, limit + 1],
  };
}

/** Returns the statement that finds the page among all sessions with the names or the prefix of a member. */
export function candidatesSql(tenantNo: number, query: SessionQuery, member: SessionMember): SqlPart {
  const { filter, limit } = query;
  const { state, withErrors } = filter;
  const names = namesOf(filter, member);
  const conditions: SqlPart[] = [
    isTested,
    ...isAfter(query.after),
    ...isRecent(filter),
    ...beginsBefore(filter),
    ...isInProject(filter),
    ...(state === undefined ? [] : [{ sql: state === "ended" ? "session_ends > 0" : "session_ends = 0", values: [] }]),
    ...(withErrors ? [{ sql: "errors > 0", values: [] }] : []),
    ...hasPrefix(filter),
    ...memberNames.filter((other) => other !== member).flatMap((other) => hasName(filter, other)),
  ];
  const isOfTenant = { sql: "s.tenant_no = ?", values: [tenantNo] };
  const from: SqlPart =
    names === undefined
      ? // The primary key has the prefix.
        { sql: "sessions s NOT INDEXED", values: [] }
      : joinSql(
          [
            { sql: `(SELECT ${names.values.length > 1 ? "DISTINCT " : ""}session_id, project_id FROM `, values: [] },
            namedSql(tenantNo, names),
            {
              sql: ") k CROSS JOIN sessions s ON s.session_id = k.session_id AND s.project_id = k.project_id",
              values: [],
            },
          ],
          "",
        );
  const { sql, values } = joinSql([isOfTenant, ...conditions], " AND ");
  return {
    sql: `SELECT ${columns} FROM ${from.sql} WHERE ${sql} ORDER BY ${ordered} LIMIT ?`,
    values: [...from.values, ...values, limit + 1],
  };
}

/** Returns the statement that counts sessions with the names or the prefix of a member, up to a maximum. */
export function countSql(tenantNo: number, filter: SessionFilter, member: SessionMember, maximum: number): SqlPart {
  const names = namesOf(filter, member);
  const prefix = joinSql([{ sql: "tenant_no = ?", values: [tenantNo] }, ...hasPrefix(filter)], " AND ");
  const from =
    names === undefined
      ? { sql: `sessions s NOT INDEXED WHERE ${prefix.sql}`, values: prefix.values }
      : namedSql(tenantNo, names);
  return {
    sql: `SELECT count(*) AS count FROM (SELECT 1 FROM ${from.sql} LIMIT ?)`,
    values: [...from.values, maximum],
  };
}

function toJson(keys: readonly Pick<KeyRow, "session_id" | "project_id">[]): string {
  return JSON.stringify(keys.map(({ session_id, project_id }) => [session_id, project_id]));
}

/** Returns the statement that reads the names that the summaries of these sessions list. */
export function namesSql(tenantNo: number, sessions: readonly SessionRow[]): SqlPart {
  return {
    sql: `SELECT * FROM (
        SELECT i.key AS session, n.kind, n.name, CAST(n.events AS TEXT) AS events, n.cost,
          count(*) OVER (PARTITION BY i.key, n.kind) AS total,
          row_number() OVER (PARTITION BY i.key, n.kind ORDER BY n.events DESC, n.name) AS place
        FROM json_each(?) i CROSS JOIN session_names n
          ON n.tenant_no = ? AND n.session_id = i.value ->> 0 AND n.project_id = i.value ->> 1
        WHERE n.kind IN ('a', 'c', 'o') AND within_budget()
      ) WHERE place <= ${maxSessionNames} ORDER BY session, kind, place`,
    values: [toJson(sessions), tenantNo],
  };
}
