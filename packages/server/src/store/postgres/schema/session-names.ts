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

const isOfSession = "where tenant_id = $1 and session_id = $2 and project_id = $3";
const changeCounts = `
  update chaukas.sessions set ${countColumns.map((column, index) => `${column} = ${column} + $${index + 4}`).join(", ")}
  ${isOfSession}`;

/**
 * Adds counts and names to a session that exists, within a transaction that has locked the head of the tenant. They may
 * be negative: a name that no event has any more is removed.
 */
export async function changeSession(client: ClientBase, share: SummedShare<string>): Promise<void> {
  const session = [share.tenant, share.sessionId, share.projectId];
  await client.query(changeCounts, [...session, ...share.counts]);
  await client.query(addNames("$1"), [nameRows([share])]);
  await client.query(`delete from chaukas.session_names ${isOfSession} and events = 0`, session);
}
