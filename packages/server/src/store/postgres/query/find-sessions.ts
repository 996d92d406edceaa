// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { maxSessionNames, type SessionPage, type SessionQuery } from "../../contract/session-query.js";
import { type NameRow, type SessionRow, toSessions } from "../../records/to-sessions.js";
import { prefixEnd } from "../../sessions/prefix-end.js";
import { countColumns, type NameKind } from "../../sessions/session-share.js";
import { toColumnText } from "../../words/column-text.js";
import type { Condition } from "./event-conditions.js";

/** Finds a page within a transaction, so that all figures belong to the same state. */
export async function findSessions(client: ClientBase, query: SessionQuery): Promise<SessionPage> {
  const { sql, values } = sessionsSql(query);
  const { rows } = await client.query<SessionRow>(sql, [...values]);
  const page = rows.slice(0, query.limit);
  const keys = page.map(({ session_id, project_id }, session) => ({ session, session_id, project_id }));
  const names = await client.query<NameRow>(namesSql, [toColumnText(query.filter.tenantId), JSON.stringify(keys)]);
  return { sessions: toSessions(page, names.rows), hasMore: rows.length > page.length };
}

/** Nanoseconds since 1970 as seconds and the rest, also before. */
function timeParts(name: "first" | "last"): string {
  return `floor(${name}_ns / 1000000000)::bigint as ${name}_seconds, mod(mod(${name}_ns, 1000000000) + 1000000000, 1000000000)::integer as ${name}_nanos`;
}

/** Returns the statement that finds the sessions of a page and the one after it, in order. */
export function sessionsSql({ filter, after, limit }: SessionQuery): Condition {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const terms = [`tenant_id = ${parameter(toColumnText(filter.tenantId))}`];
  const { projectIds = [], sessionIdPrefix = "", state, withErrors, start, end } = filter;
  if (after !== undefined) {
    const place = [toNanoseconds(after), toColumnText(after.sessionId), toColumnText(after.projectId)];
    terms.push(`(last_ns, session_id, project_id) < (${place.map(parameter).join(", ")})`);
  }
  if (start !== undefined) {
    terms.push(`last_ns >= ${parameter(toNanoseconds(start))}`);
  }
  if (end !== undefined) {
    terms.push(`first_ns < ${parameter(toNanoseconds(end))}`);
  }
  if (projectIds.length > 0) {
    terms.push(`project_id = any(${parameter(projectIds.map(toColumnText))}::text[])`);
  }
  if (sessionIdPrefix !== "") {
    const prefix = toColumnText(sessionIdPrefix);
    const beyond = prefixEnd(prefix);
    terms.push(`session_id >= ${parameter(prefix)}`, ...(beyond ? [`session_id < ${parameter(beyond)}`] : []));
  }
  if (state !== undefined) {
    terms.push(state === "ended" ? "session_ends > 0" : "session_ends = 0");
  }
  if (withErrors) {
    terms.push("errors > 0");
  }
  const hasName = (kind: NameKind, names: readonly string[] = []) => {
    if (names.length > 0) {
      terms.push(`exists (select from chaukas.session_names n
        where (n.tenant_id, n.session_id, n.project_id) = (s.tenant_id, s.session_id, s.project_id) and n.kind = '${kind}'
          and n.name = any(${parameter(names.map(toColumnText))}::text[]))`);
    }
  };
  hasName("a", filter.agentIds);
  hasName("o", filter.policyOutcomes);
  hasName("p", filter.principalIds);
  return {
    sql: `select session_id, project_id, ${timeParts("first")}, ${timeParts("last")}, events, ${countColumns.join(", ")}
      from chaukas.sessions s where ${terms.join(" and ")}
      order by last_ns desc, session_id desc, project_id desc limit ${limit + 1}`,
    values,
  };
}

function toNanoseconds({ seconds, nanos }: { readonly seconds: bigint; readonly nanos: number }): bigint {
  return seconds * 1_000_000_000n + BigInt(nanos);
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
