// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createRandom } from "../../../../test/events/random.js";
import { describeFindSessions, type MadeSession } from "../../../../test/suites/find-sessions-suite.js";
import type { SessionFilter, SessionPage, SessionQuery } from "../../contract/session-query.js";
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
  const count = 20_000;
  const tenantId = "many-sessions";
  const start = 1_750_000_000;
  const at = (index: number) => ({ seconds: BigInt(start + index * 60), nanos: 0 });

  beforeAll(() => {
    const random = createRandom(20_261_131);
    const durations = [0, 30, 300, 1_800, 9_000, 60_000];
    const sessions = Array.from({ length: count }, (_, index): MadeSession => {
      const seconds = random.pick(durations);
      const agent = index < count / 2 ? "retired" : "planner";
      return {
        sessionId: `session-${String((index * 7_919) % count).padStart(5, "0")}`,
        projectId: index < 500 ? "old" : `project-${index % 3}`,
        first: { seconds: BigInt(start + index * 60 - seconds), nanos: 0 },
        last: at(index),
        errors: index % 4_000 === 7 ? 1 : 0,
        sessionEnds: index % 5_000 === 9 ? 1 : 0,
        names: [
          { kind: "a", name: agent },
          ...(index % 1_999 === 3 ? [{ kind: "a", name: "rare" } as const] : []),
          { kind: "o", name: index % 3_001 === 2 ? "deny" : "allow" },
          { kind: "p", name: `user-${index % 4_001}` },
        ],
      };
    });
    insert(tenantId, sessions);
  });

  test.each<[string, Omit<SessionFilter, "tenantId">]>([
    ["nothing", {}],
    ["errors", { withErrors: true }],
    ["the ended ones", { state: "ended" }],
    ["the open ones with errors", { state: "open", withErrors: true }],
    ["an early end", { end: at(100) }],
    ["an early start", { start: at(100) }],
    ["a range", { start: at(9_000), end: at(9_005) }],
    ["a project", { projectIds: ["project-1"] }],
    ["an old project", { projectIds: ["old"] }],
    ["projects", { projectIds: ["project-1", "project-2", "old", "none"] }],
    ["many projects", { projectIds: Array.from({ length: 40 }, (_, index) => `project-${index}`) }],
    ["many other projects", { projectIds: ["old", ...Array.from({ length: 40 }, (_, index) => `other-${index}`)] }],
    ["errors in a project", { projectIds: ["project-1"], withErrors: true }],
    ["a rare agent", { agentIds: ["rare"] }],
    ["a frequent agent", { agentIds: ["planner"] }],
    ["a rare outcome", { policyOutcomes: ["deny"] }],
    ["a rare principal among a frequent agent", { principalIds: ["user-7"], agentIds: ["retired"] }],
    ["a long prefix", { sessionIdPrefix: "session-1234" }],
    ["a short prefix", { sessionIdPrefix: "s" }],
    ["a prefix that none has", { sessionIdPrefix: "z" }],
  ])("by %s", (_, members) => {
    const limits = { candidates: 200, tested: 2_000, testedPerProject: 100 };
    for (const limit of [10, 50]) {
      const query = { filter: { tenantId, ...members }, limit };
      const { sessions } = find(query, limits);
      expect(sessions).toEqual(
        find({ ...query, limit: count }, { candidates: count, tested: 0, testedPerProject: 0 }).sessions.slice(
          0,
          limit,
        ),
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
    expect(visit({ candidates: 1_000, tested: 2_000, testedPerProject: 0 })).toBeLessThan(1_000 + 2_000 + count + 500);
    expect(visit({ candidates: 1_000, tested: count, testedPerProject: 0 })).toBeGreaterThan(count / 2);
  });
});
