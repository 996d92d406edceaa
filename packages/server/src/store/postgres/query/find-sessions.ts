// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { maxSessionNames, type SessionPage, type SessionQuery } from "../../contract/session-query.js";
import { isGiven, memberNames, type SessionMember } from "../../records/session-members.js";
import { defaultSessionLimits, type SessionLimits } from "../../records/session-streams.js";
import { type NameRow, type SessionRow, toSessions } from "../../records/to-sessions.js";
import { countColumns } from "../../sessions/session-share.js";
import { toColumnText } from "../../words/column-text.js";
import type { Condition } from "./event-conditions.js";
import { type KeyRow, type StreamOptions, streamsSql } from "./session-streams-sql.js";
import { createSessionTerms, type SessionTerms } from "./session-terms.js";

/** Finds a page within a transaction, so that all figures belong to the same state. */
export async function findSessions(
  client: ClientBase,
  query: SessionQuery,
  limits: SessionLimits = defaultSessionLimits,
): Promise<SessionPage> {
  const rows = await findRows(client, query, limits);
  const page = rows.slice(0, query.limit);
  const names = await run<NameRow>(client, {
    sql: namesSql,
    values: [toColumnText(query.filter.tenantId), toJson(page)],
  });
  return { sessions: toSessions(page, names), hasMore: rows.length > page.length };
}

async function run<Row extends object>(client: ClientBase, { sql, values }: Condition): Promise<Row[]> {
  return (await client.query<Row>(sql, [...values])).rows;
}

/**
 * Finds all sessions that have a rare name or prefix, and tests them for the rest of the filter. If all names are frequent,
 * sessions are tested for them in the order of pages, unless that takes too long, since too few of the newest have them.
 */
async function findRows(
  client: ClientBase,
  query: SessionQuery,
  limits: SessionLimits,
): Promise<readonly SessionRow[]> {
  const members = memberNames.filter((member) => isGiven(query.filter, member));
  if (members.length === 0) {
    return readRows(client, query, (await mergeStreams(client, query, limits, undefined)) ?? []);
  }
  const counting = countSql(query, members, limits.candidates + 1);
  const [counts] = await run<Record<SessionMember, number>>(client, counting);
  const countOf = (member: SessionMember) => counts?.[member] ?? 0;
  const fewest = members.reduce((one, other) => (countOf(other) < countOf(one) ? other : one));
  const keys =
    countOf(fewest) <= limits.candidates ? undefined : await mergeStreams(client, query, limits, limits.tested);
  return keys === undefined ? run<SessionRow>(client, candidatesSql(query, fewest)) : readRows(client, query, keys);
}

/** Number of projects whose streams are merged at once. Later ones need not be read beyond what earlier ones have. */
const projectsAtOnce = 4;

/**
 * Merges the streams of all sessions, or of some projects after the others, unless most sessions are in the projects. Returns
 * undefined if about `tested` sessions are not enough.
 */
async function mergeStreams(
  client: ClientBase,
  query: SessionQuery,
  { testedPerProject }: SessionLimits,
  tested: number | undefined,
): Promise<readonly KeyRow[] | undefined> {
  const projectIds = [...new Set(query.filter.projectIds?.map(toColumnText))];
  if (projectIds.length !== 1) {
    const perProject = testedPerProject * projectIds.length;
    const most = projectIds.length === 0 ? tested : Math.min(perProject, tested ?? perProject);
    const keys = await readStreams(client, query, { tested: most });
    if (keys !== undefined || projectIds.length === 0) {
      return keys;
    }
  }
  let found: readonly KeyRow[] = [];
  let oldest: bigint | undefined;
  for (let next = 0; next < projectIds.length; next += projectsAtOnce) {
    const together = projectIds.slice(next, next + projectsAtOnce);
    const keys = await readStreams(client, query, { projectIds: together, oldest, tested });
    if (keys === undefined) {
      return undefined;
    }
    found = [...found, ...keys];
    const times = found.map(({ last_ns }) => BigInt(last_ns)).sort((one, other) => (one < other ? 1 : -1));
    // No older ones are needed. Those at the same time are sorted by the last statement.
    oldest = times[query.limit];
    found = found.filter(({ last_ns }) => oldest === undefined || BigInt(last_ns) >= oldest);
  }
  return found;
}

/** Returns undefined if a stream was cut, and what follows may be missing. */
async function readStreams(
  client: ClientBase,
  query: SessionQuery,
  options: StreamOptions,
): Promise<readonly KeyRow[] | undefined> {
  const rows = await run<KeyRow>(client, streamsSql(query, options));
  return rows.some((row) => row.is_cut) ? undefined : rows;
}

async function readRows(
  client: ClientBase,
  query: SessionQuery,
  keys: readonly KeyRow[],
): Promise<readonly SessionRow[]> {
  return keys.length === 0 ? [] : run<SessionRow>(client, rowsSql(query, keys));
}

/** Nanoseconds since 1970 as seconds and the rest, also before. Exactly, which the quotient of two numbers is not. */
function timeParts(name: "first" | "last"): string {
  const nanos = `mod(mod(s.${name}_ns, 1000000000) + 1000000000, 1000000000)`;
  return `div(s.${name}_ns - ${nanos}, 1000000000)::bigint as ${name}_seconds, ${nanos}::integer as ${name}_nanos`;
}

const columns = `s.session_id, s.project_id, ${timeParts("first")}, ${timeParts("last")}, ${["events", ...countColumns]
  .map((column) => `s.${column}`)
  .join(", ")}`;
const ordered = "s.last_ns desc, s.session_id desc, s.project_id desc";

// A subquery with a limit is looked up for each key: the planner knows too little of names to choose another way.
const bySession = (terms: readonly string[]) => `cross join lateral (
  select * from chaukas.sessions s
   where ${[...terms, "s.session_id = k.session_id", "s.project_id = k.project_id"].join(" and ")} limit 1) s`;

/** Returns the statement that reads the sessions of keys in the order of pages, up to one more than the page has. */
function rowsSql({ filter, limit }: SessionQuery, keys: readonly KeyRow[]): Condition {
  const terms = createSessionTerms(filter);
  const list = terms.parameter(toJson(keys));
  return {
    sql: `select ${columns} from json_to_recordset(${list}) as k(session_id text, project_id text)
      ${bySession([terms.ofTenant("s")])} order by ${ordered} limit ${limit + 1}`,
    values: terms.values,
  };
}

/** Returns the statement that finds the page among all sessions with the names or the prefix of a member. */
export function candidatesSql({ filter, after, limit }: SessionQuery, member: SessionMember): Condition {
  const terms = createSessionTerms(filter);
  const { state, withErrors } = filter;
  const tests = [
    ...terms.after(after),
    ...terms.recent(),
    ...terms.beginsBefore(),
    ...terms.inProject(),
    ...(state === undefined ? [] : [state === "ended" ? "session_ends > 0" : "session_ends = 0"]),
    ...(withErrors ? ["errors > 0"] : []),
    ...terms.prefix(),
    ...memberNames.filter((other) => other !== member).flatMap(terms.hasName),
  ];
  const ofTenant = terms.ofTenant("s");
  const from =
    member === "sessionIdPrefix"
      ? `chaukas.sessions s where ${[ofTenant, ...tests].join(" and ")}`
      : `(select distinct session_id, project_id from ${namedSql(terms, member)}) k
          ${bySession([ofTenant])} ${tests.length === 0 ? "" : `where ${tests.join(" and ")}`}`;
  return { sql: `select ${columns} from ${from} order by ${ordered} limit ${limit + 1}`, values: terms.values };
}

/** Returns the statement that counts sessions with the names or the prefix of members, each up to a maximum. */
export function countSql({ filter }: SessionQuery, members: readonly SessionMember[], maximum: number): Condition {
  const terms = createSessionTerms(filter);
  const counts = members.map((member) => {
    // In the order of the index, which is then read.
    const from =
      member === "sessionIdPrefix"
        ? `(select from chaukas.sessions s where ${[terms.ofTenant("s"), ...terms.prefix()].join(" and ")}
              order by session_id, project_id limit ${maximum}) k`
        : namedSql(terms, member, maximum);
    return `(select count(*)::integer from (select from ${from} limit ${maximum}) c) as "${member}"`;
  });
  return { sql: `select ${counts.join(", ")}`, values: terms.values };
}

/** Returns a table of the sessions with a name of a member, some more than once, up to a maximum for each name. */
function namedSql(terms: SessionTerms, member: Exclude<SessionMember, "sessionIdPrefix">, maximum?: number): string {
  const { kind, list } = terms.names(member);
  return `unnest(${list}) w(name) cross join lateral (
      select session_id, project_id from chaukas.session_names n
       where ${terms.ofTenant("n")} and n.kind = '${kind}' and n.name = w.name
       ${maximum === undefined ? "" : `order by session_id, project_id limit ${maximum}`}) k`;
}

function toJson(sessions: readonly Pick<SessionRow, "session_id" | "project_id">[]): string {
  return JSON.stringify(sessions.map(({ session_id, project_id }, session) => ({ session, session_id, project_id })));
}

/** Reads the names that the summaries of sessions list. */
export const namesSql = `
  select session, kind, name, events, cost, total from (
    select i.session, n.kind, n.name, n.events, n.cost,
      count(*) over (partition by i.session, n.kind) as total,
      row_number() over (partition by i.session, n.kind order by n.events desc, n.name) as place
    from json_to_recordset($2) as i(session integer, session_id text, project_id text)
      join chaukas.session_names n
        on n.tenant_id = $1 and n.session_id = i.session_id and n.project_id = i.project_id and n.kind in ('a', 'c', 'o')
  ) named where place <= ${maxSessionNames} order by session, kind, place`;
