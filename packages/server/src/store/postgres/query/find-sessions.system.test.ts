// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type PostgresServer, startPostgres } from "../../../../test/postgres/start-postgres.js";
import {
  describeFindSessions,
  type MadeSession,
  makeManySessions,
  manySessions,
  selectiveFilters,
} from "../../../../test/suites/find-sessions-suite.js";
import type { SessionPosition, SessionQuery } from "../../contract/session-query.js";
import type { SessionLimits } from "../../records/session-streams.js";
import { migratePostgres } from "../schema/migrate.js";
import { findSessions } from "./find-sessions.js";
import { toNanoseconds } from "./session-terms.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;
let client: pg.Client;

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.createDatabase();
  await migratePostgres(url);
  client = new pg.Client({ connectionString: url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await server.stop();
});

async function insert(tenantId: string, sessions: readonly MadeSession[]): Promise<void> {
  const rows = sessions.map(({ sessionId, projectId, first, last, errors, sessionEnds, names }) => ({
    ...{ session_id: sessionId, project_id: projectId, errors, session_ends: sessionEnds },
    ...{ first_ns: String(toNanoseconds(first)), last_ns: String(toNanoseconds(last)) },
    names: [...names, { kind: "c", name: "USD" }],
  }));
  const values = [tenantId, JSON.stringify(rows)];
  const columns = "session_id text, project_id text, errors bigint, session_ends bigint";
  const list = `json_to_recordset($2) as r(${columns}, first_ns numeric, last_ns numeric, names json)`;
  await client.query(
    `insert into chaukas.sessions (tenant_id, session_id, project_id, events, first_ns, last_ns, errors, session_ends)
     select $1, session_id, project_id, 1, first_ns, last_ns, errors, session_ends from ${list}`,
    values,
  );
  await client.query(
    `insert into chaukas.session_names
     select $1, session_id, project_id, n.kind, n.name, 1, 0
       from ${list}, json_to_recordset(names) as n(kind text, name text)`,
    values,
  );
  await client.query("analyze chaukas.sessions");
  await client.query("analyze chaukas.session_names");
}

describeFindSessions(() => ({ insert, find: (query, limits) => findSessions(client, query, limits) }));

describe("the rows that are read for a page are few", () => {
  const tenantId = "many-sessions";

  beforeAll(async () => {
    const sessions = makeManySessions();
    // Other tenants, so that a scan of the table is never the best way.
    await insert("other-sessions", sessions.slice(0, manySessions / 2));
    await insert(tenantId, sessions);
    await client.query("vacuum (analyze) chaukas.sessions");
    await client.query("vacuum (analyze) chaukas.session_names");
  });

  it.each(selectiveFilters)("by %s", async (_, members) => {
    const limits = { candidates: 200, tested: 2_000, testedPerProject: 100 };
    const limit = 10;
    const query = { filter: { tenantId, ...members }, limit };
    const { sessions } = await findSessions(client, query, limits);
    const all = await findSessions(client, { ...query, limit: manySessions }, { ...limits, candidates: manySessions });
    expect(sessions).toEqual(all.sessions.slice(0, limit));
    const last = sessions.at(-1);
    const after = last && { ...last.last, sessionId: last.sessionId, projectId: last.projectId };
    // The page and the next one: some rows of each class, those counted for two members, and those tested for projects.
    const perProject = 100 * (members.projectIds ?? []).length;
    expect(await countRead(query, limits, after)).toBeLessThan(
      2 * (100 * limit + 400 + 4 * limits.candidates + perProject),
    );
  });

  it("by a frequent name that the newest do not have, in proportion to those that have it", async () => {
    const query = { filter: { tenantId, agentIds: ["retired"] }, limit: 10 };
    const limits = { candidates: 1_000, tested: 2_000, testedPerProject: 100 };
    const few = await countRead({ ...query, filter: { tenantId, agentIds: ["planner"] } }, limits);
    expect(few).toBeLessThan(8_000);
    const many = await countRead(query, limits);
    expect(many).toBeGreaterThan(manySessions / 2);
    expect(many).toBeLessThan(3 * manySessions);
  });

  /** Counts the rows that the plans of all statements of two pages have read, as PostgreSQL measures them. */
  async function countRead(query: SessionQuery, limits: SessionLimits, after?: SessionPosition): Promise<number> {
    let read = 0;
    const measured = {
      async query(sql: string, values: unknown[]) {
        const { rows } = await client.query(`explain (analyze, timing off, format json) ${sql}`, values);
        read += countIn(rows[0]["QUERY PLAN"][0].Plan);
        return client.query(sql, values);
      },
    } as unknown as pg.ClientBase;
    await findSessions(measured, query, limits);
    await findSessions(measured, { ...query, ...(after && { after }) }, limits);
    return read;
  }
});

interface Plan {
  readonly "Node Type": string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

function countIn(plan: Plan): number {
  const own = plan["Node Type"].includes("Scan on") || plan["Node Type"].endsWith("Scan");
  const read = (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"];
  const isTable = own && !["Function Scan", "Subquery Scan", "CTE Scan", "Result"].includes(plan["Node Type"]);
  return (isTable ? read : 0) + (plan.Plans ?? []).reduce((sum, inner) => sum + countIn(inner), 0);
}
