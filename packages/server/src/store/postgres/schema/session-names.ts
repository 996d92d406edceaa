// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { countColumns } from "../../sessions/session-share.js";
import type { SummedShare } from "../../sessions/session-shares.js";

/** Returns the statement that adds the names of a list, as {@link nameRows} writes it, to those of their sessions. */
export function addNames(rows: string): string {
  return `
    insert into chaukas.session_names as m (tenant_id, session_id, project_id, kind, name, events, cost)
    select * from json_to_recordset(${rows}) as r(
      tenant_id text, session_id text, project_id text, kind text, name text, events bigint, cost numeric)
    on conflict (tenant_id, session_id, project_id, kind, name) do update set
      events = m.events + excluded.events, cost = m.cost + excluded.cost`;
}

/** Returns the names of shares as a JSON array. */
export function nameRows(shares: readonly SummedShare<string>[]): string {
  return JSON.stringify(
    shares.flatMap(({ tenant, sessionId, projectId, names }) =>
      [...names].map((name) => ({ tenant_id: tenant, session_id: sessionId, project_id: projectId, ...name })),
    ),
  );
}

/** Columns of the rows of {@link countRows}, as `json_to_recordset` takes them. */
export const countRowColumns = `tenant_id text, session_id text, project_id text, ${countColumns
  .map((column) => `${column} bigint`)
  .join(", ")}`;

/** Returns the counts of shares as a JSON array. */
export function countRows(shares: readonly SummedShare<string>[]): string {
  return JSON.stringify(
    shares.map(({ tenant, sessionId, projectId, counts }) => ({
      ...{ tenant_id: tenant, session_id: sessionId, project_id: projectId },
      ...Object.fromEntries(countColumns.map((column, index) => [column, counts[index]])),
    })),
  );
}

const isOfSession = (table: string) =>
  `(${table}.tenant_id, ${table}.session_id, ${table}.project_id) = (n.tenant_id, n.session_id, n.project_id)`;
const changeCounts = `
  update chaukas.sessions s set ${countColumns.map((column) => `${column} = s.${column} + n.${column}`).join(", ")}
    from json_to_recordset($1) as n(${countRowColumns}) where ${isOfSession("s")}`;
const removeUnused = `
  delete from chaukas.session_names m using json_to_recordset($1) as n(${countRowColumns})
   where ${isOfSession("m")} and m.events = 0`;

/**
 * Adds counts and names to sessions that exist, within a transaction that has locked the heads of their tenants. They may
 * be negative: a name that no event has any more is removed.
 */
export async function changeSessions(client: ClientBase, shares: readonly SummedShare<string>[]): Promise<void> {
  const counts = countRows(shares);
  await client.query(changeCounts, [counts]);
  await client.query(addNames("$1"), [nameRows(shares)]);
  await client.query(removeUnused, [counts]);
}
