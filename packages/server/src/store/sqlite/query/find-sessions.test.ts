// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  describeFindSessions,
  type MadeSession,
  makeManySessions,
  manySessions,
  selectiveFilters,
} from "../../../../test/suites/find-sessions-suite.js";
import type { SessionPage, SessionQuery } from "../../contract/session-query.js";
import type { SessionLimits } from "../../records/session-streams.js";
import { migrations } from "../schema/migrations.js";
import { findSessions, type SessionRunner } from "./find-sessions.js";
import { createRowLimit } from "./row-limit.js";
import type { SqlPart } from "./sql-part.js";

// Generous, since a machine that runs the tests of all packages at once is slow.
vi.setConfig({ testTimeout: 60_000 });

const database = new DatabaseSync(":memory:");
const tenants: string[] = [];
const rowLimit = createRowLimit();
let visited = 0;

beforeAll(() => {
  for (const step of migrations) {
    database.exec(step);
  }
  database.function("within_budget", () => {
    visited += 1;
    rowLimit.count();
    return 1;
  });
});

afterAll(() => database.close());

const prepared = new Map<string, StatementSync>();

const runner: SessionRunner = {
  run({ sql, values }: SqlPart) {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement.all(...values);
  },
  withinRows: rowLimit.withinRows,
};

function insert(tenantId: string, sessions: readonly MadeSession[]): void {
  const tenantNo = tenants.push(tenantId);
  const addSession = database.prepare(
    `INSERT INTO sessions (tenant_no, session_id, project_id, events, first_seconds, first_nanos, last_seconds, last_nanos,
      errors, session_ends) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
  );
  const addName = database.prepare("INSERT INTO session_names VALUES (?, ?, ?, ?, ?, 1, '0')");
  database.exec("BEGIN");
  for (const { sessionId, projectId, first, last, errors, sessionEnds, names } of sessions) {
    const times = [first.seconds, first.nanos, last.seconds, last.nanos];
    addSession.run(tenantNo, sessionId, projectId, ...times, errors, sessionEnds);
    for (const { kind, name } of [...names, { kind: "c", name: "USD" }]) {
      addName.run(tenantNo, sessionId, projectId, kind, name);
    }
  }
  database.exec("COMMIT");
}

function find(query: SessionQuery, limits: SessionLimits): SessionPage {
  return findSessions(runner, 1 + tenants.indexOf(query.filter.tenantId), query, limits);
}

describeFindSessions(() => ({
  insert: async (tenantId, sessions) => insert(tenantId, sessions),
  find: async (query, limits) => find(query, limits),
}));

describe("the sessions that a filter tests are few", () => {
  const tenantId = "many-sessions";

  beforeAll(() => {
    insert(tenantId, makeManySessions());
  });

  test.each<(typeof selectiveFilters)[number]>([
    ...selectiveFilters,
    ["many projects", { projectIds: Array.from({ length: 40 }, (_, index) => `project-${index}`) }],
  ])("by %s", (_, members) => {
    const limits = { candidates: 200, tested: 2_000, testedPerProject: 100 };
    for (const limit of [10, 50]) {
      const query = { filter: { tenantId, ...members }, limit };
      const { sessions } = find(query, limits);
      expect(sessions).toEqual(
        find(
          { ...query, limit: manySessions },
          { candidates: manySessions, tested: 0, testedPerProject: 0 },
        ).sessions.slice(0, limit),
      );
      const last = sessions.at(-1);
      const after = last && { ...last.last, sessionId: last.sessionId, projectId: last.projectId };
      visited = 0;
      find(query, limits);
      find({ ...query, ...(after && { after }) }, limits);
      // For each of two pages: sessions and their names, one more of each class, those counted for two members, and those
      // whose project is tested first.
      const perProject = 100 * (members.projectIds ?? []).length;
      expect(visited).toBeLessThan(2 * (20 * limit + 400 + 2 * limits.candidates + perProject));
    }
  });

  test("for a frequent name that the newest do not have, within limits, unless all that have it are fewer", () => {
    const query = { filter: { tenantId, agentIds: ["retired"] }, limit: 10 };
    const visit = (limits: SessionLimits) => {
      visited = 0;
      expect(find(query, limits).sessions).toHaveLength(10);
      return visited;
    };
    // Those counted, those tested in vain, and the half that has the name, each found by it and tested.
    expect(visit({ candidates: 1_000, tested: 2_000, testedPerProject: 0 })).toBeLessThan(
      1_000 + 2_000 + manySessions + 500,
    );
    expect(visit({ candidates: 1_000, tested: manySessions, testedPerProject: 0 })).toBeGreaterThan(manySessions / 2);
  });
});
