// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EventFilter, Position } from "../contract/event-store.js";
import type { SessionFilter } from "../contract/session-query.js";
import type { SessionMember } from "../records/session-members.js";
import { leavesSql, rootsSql } from "./append/tiles.js";
import { checkpointSql, entriesSql } from "./log/create-log-reader.js";
import { tileSql } from "./log/read-nodes.js";
import { chooseAccessPath } from "./query/access-path.js";
import { toColumnFilter } from "./query/column-filter.js";
import { eventsSql } from "./query/create-reader.js";
import { countSql, pageSql } from "./query/find-page.js";
import { candidatesSql, countSql as countSessionsSql, namesSql, rowsSql, streamsSql } from "./query/find-sessions.js";
import type { SqlPart } from "./query/sql-part.js";
import { statsSql } from "./query/stats.js";
import { migrations } from "./schema/migrations.js";

const database = new DatabaseSync(":memory:");
const after: Position = { seconds: 7n, nanos: 7, sequence: 7 };
const range = { start: { seconds: 1n, nanos: 0 }, end: { seconds: 9n, nanos: 0 } };

beforeAll(() => {
  for (const step of migrations) {
    database.exec(step);
  }
  database.function("within_budget", () => 1);
  database.function("has_phrases", (_body, _phrases) => 1);
});

afterAll(() => database.close());

const filters: [string, Omit<EventFilter, "tenantId">, string][] = [
  ["nothing", {}, "events_by_time (tenant_no=?"],
  ["a time range", range, "events_by_time (tenant_no=?"],
  ["a session", { sessionId: "s" }, "events_by_session (tenant_no=? AND session_id=?"],
  ["an agent", { agentId: "a" }, "events_by_agent (tenant_no=? AND agent_id=?"],
  ["a span", { spanId: "s" }, "events_by_span (tenant_no=? AND span_id=?"],
  ["a trace", { traceId: "t" }, "events_by_trace (tenant_no=? AND trace_id=?"],
  ["a project", { projectIds: ["p"] }, "events_by_project (tenant_no=? AND project_id=?"],
  ["a type", { types: [22] }, "events_by_type (tenant_no=? AND type=?"],
  ["a tag", { tags: ["t"] }, "PRIMARY KEY (tenant_no=? AND tag=?"],
  ["a session and a type", { sessionId: "s", types: [22] }, "events_by_session (tenant_no=? AND session_id=?"],
  ["a session in a time range", { sessionId: "s", ...range }, "events_by_session (tenant_no=? AND session_id=?"],
  ["a type in a time range", { types: [22], ...range }, "events_by_type (tenant_no=? AND type=?"],
  ["a trace and a tag", { traceId: "t", tags: ["t"] }, "events_by_trace (tenant_no=? AND trace_id=?"],
  ["a tag and a type", { tags: ["t"], types: [22] }, "PRIMARY KEY (tenant_no=? AND tag=?"],
  ["a status", { statuses: [4] }, "events_by_time (tenant_no=?"],
  ["a severity", { severities: [4] }, "events_by_time (tenant_no=?"],
  [
    "a project and statuses",
    { projectIds: ["p"], statuses: [3, 4] },
    "events_by_project (tenant_no=? AND project_id=?",
  ],
];

test.each(filters)("pages by %s are read in order from an index", (_, members, index) => {
  const filter = toColumnFilter({ tenantId: "acme", ...members }, 1);
  for (const order of ["ascending", "descending"] as const) {
    const first = planOf(pageSql(filter, { order, limit: 100 }));
    const next = planOf(pageSql(filter, { order, limit: 100, after }));
    for (const plan of [first, next]) {
      expect(plan).toContain(index);
      expect(plan).not.toMatch(/SCAN (?!json_each)/);
      expect(plan).not.toContain("TEMP B-TREE FOR ORDER BY");
    }
    // The next page starts where the previous one ended.
    expect(next).toMatch(order === "ascending" ? />\(\?,\?/ : /<\(\?,\?/);
  }
});

test.each([
  ["projects", { projectIds: ["p", "q"] }],
  ["types", { types: [1, 22] }],
  ["tags", { tags: ["a", "b"] }],
])("pages by several %s merge one index range for each", (_, members) => {
  const plan = planOf(
    pageSql(toColumnFilter({ tenantId: "acme", ...members }, 1), { order: "descending", limit: 100 }),
  );
  expect(plan.match(/SEARCH [et] USING (COVERING INDEX|INDEX|PRIMARY KEY)/g)).toHaveLength(2);
});

test("pages by ids are read from their index, a range for each or all of them together", () => {
  for (const eventIds of [["a"], ["a", "b"], Array.from({ length: 100 }, (_, n) => `e-${n}`)]) {
    const plan = planOf(
      pageSql(toColumnFilter({ tenantId: "acme", eventIds }, 1), { order: "descending", limit: 100 }),
    );
    expect(plan).toContain("events_by_event_id (tenant_no=? AND event_id=?");
    expect(plan).not.toMatch(/SCAN (?!json_each|\(subquery)/);
  }
});

test.each([
  ["words", { words: ["refund"] }],
  ["phrases", { words: ["退款", "款给"], phrases: ["退款给"] }],
  ["facets", { principalIds: ["ada", "bob"], models: ["gpt-5"] }],
])("events are found by %s in the word index, and looked up by id", (_, members) => {
  const filter = toColumnFilter({ tenantId: "acme", ...members }, 1);
  const plan = planOf(pageSql(filter, { order: "descending", limit: 100 }));
  expect(plan).toContain("SCAN event_words VIRTUAL TABLE INDEX");
  expect(plan).toContain("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)");
});

test("events of a session with words are tested against a list of all with the words, or each by itself", () => {
  const filter = toColumnFilter({ tenantId: "acme", sessionId: "s", words: ["refund"] }, 1);
  const statements = (["list", "each"] as const).map((wordTest) => [
    pageSql(filter, { order: "descending", limit: 100 }, chooseAccessPath(filter), wordTest),
    countSql(filter, wordTest),
  ]);
  const [listed = [], each = []] = statements.map((parts) => parts.map(planOf));
  expect(listed).toEqual(listed.map(() => expect.stringMatching(/events_by_session[\s\S]*LIST SUBQUERY/)));
  expect(each).toEqual(
    each.map(() => expect.stringMatching(/events_by_session[\s\S]*event_words EXISTS VIRTUAL TABLE/)),
  );
});

const nextSessions = { ...after, sessionId: "s", projectId: "p" };
const byPrefix = "PRIMARY KEY (tenant_no=? AND session_id>? AND session_id<?)";
const bySessionNames = "session_names_by_name (tenant_no=? AND kind=? AND name=?)";

test.each<[string, Omit<SessionFilter, "tenantId">, number]>([
  ["nothing", {}, 28],
  ["a time range", range, 28],
  ["a project", { projectIds: ["p"] }, 28],
  ["a state and errors", { state: "open", withErrors: true }, 7],
  ["frequent names", { agentIds: ["a", "b"], principalIds: ["ada"], policyOutcomes: ["deny"] }, 28],
  ["a frequent prefix", { sessionIdPrefix: "s" }, 28],
])("sessions by %s are merged from ranges of an index that have the order of pages", (_, members, classes) => {
  const filter = { tenantId: "acme", ...members };
  const oldest = { seconds: 1, nanos: 0 };
  const [projectId] = filter.projectIds ?? [];
  const index =
    projectId === undefined
      ? "sessions_by_class (tenant_no=? AND class=?"
      : "sessions_by_project (tenant_no=? AND project_id=? AND class=?";
  for (const query of [
    { filter, limit: 100 },
    { filter, limit: 100, after: nextSessions },
  ]) {
    const plan = planOf(streamsSql(1, query, { projectId, oldest }));
    expect(plan.split(`SEARCH s USING INDEX ${index} AND (last_seconds,last_nanos)>(?,?)`)).toHaveLength(classes + 1);
    expect(plan).not.toMatch(/SCAN (?!json_each)/);
    expect(plan).not.toContain("TEMP B-TREE");
    expect(plan.includes("SEARCH n ")).toBe("agentIds" in members);
  }
  // The next page starts where the previous one ended, and no stream starts where no session can have begun in time.
  const next = planOf(streamsSql(1, { filter, limit: 100, after: nextSessions }, { projectId }));
  expect(next.match(/<\(\?,\?,\?(,\?)?\)/g)).toHaveLength(classes);
  const ended = { ...filter, end: range.end };
  const early = planOf(streamsSql(1, { filter: ended, limit: 100 }, { projectId, oldest }));
  expect(early.match(/<\(\?,\?,\?(,\?)?\)/g)).toHaveLength((classes / 7) * 6);
});

test.each<[string, Omit<SessionFilter, "tenantId">, SessionMember, string, string]>([
  ["an agent", { agentIds: ["a"] }, "agentIds", bySessionNames, "s USING PRIMARY KEY"],
  ["principals", { principalIds: ["a", "b"] }, "principalIds", bySessionNames, "s USING PRIMARY KEY"],
  ["an outcome", { policyOutcomes: ["deny"] }, "policyOutcomes", bySessionNames, "s USING PRIMARY KEY"],
  ["a prefix", { sessionIdPrefix: "s" }, "sessionIdPrefix", byPrefix, `s USING ${byPrefix}`],
])("sessions by %s that is rare are counted in an index, and looked up", (_, members, member, counted, lookedUp) => {
  const filter = { tenantId: "acme", ...range, projectIds: ["p", "q"], ...members };
  expect(planOf(countSessionsSql(1, filter, member, 9))).toContain(counted);
  const plan = planOf(candidatesSql(1, { filter, limit: 100, after: nextSessions }, member));
  expect(plan).toContain(counted);
  expect(plan).toContain(lookedUp);
  expect(plan).not.toMatch(/SCAN (?!json_each|k)/);
});

test("the sums and the names of a page are read by a search for each session", () => {
  expect(planOf(rowsSql(1, [], 9))).toContain("s USING PRIMARY KEY (tenant_no=? AND session_id=? AND project_id=?)");
  expect(planOf(namesSql(1, []))).toContain(
    "SEARCH n USING PRIMARY KEY (tenant_no=? AND session_id=? AND project_id=? AND kind=?)",
  );
});

test.each(filters)("counts by %s do not scan a table", (_, members) => {
  expect(planOf(countSql(toColumnFilter({ tenantId: "acme", ...members }, 1)))).not.toMatch(/SCAN (?!json_each)/);
});

test.each([
  ["nothing", {}, "heads"],
  [
    "projects, types, statuses and severities",
    { projectIds: ["p"], types: [1], statuses: [1], severities: [1] },
    "tallies",
  ],
  ["a session in a project", { sessionId: "s", projectIds: ["p"] }, "sessions"],
])("counts by %s are read from sums", (_, members, table) => {
  expect(planOf(countSql(toColumnFilter({ tenantId: "acme", ...members }, 1)))).toContain(`SEARCH ${table} USING`);
});

test.each([
  ["a time range", range, "COVERING INDEX events_by_time (tenant_no=? AND (seconds,nanos)>(?,?) AND"],
  ["a type in a time range", { types: [22], ...range }, "COVERING INDEX events_by_type (tenant_no=? AND type=? AND"],
  ["a trace", { traceId: "t" }, "COVERING INDEX events_by_trace (tenant_no=? AND trace_id=?"],
  ["a tag", { tags: ["t"] }, "SEARCH t USING PRIMARY KEY (tenant_no=? AND tag=?"],
])("counts by %s are read from an index alone", (_, members, index) => {
  expect(planOf(countSql(toColumnFilter({ tenantId: "acme", ...members }, 1)))).toContain(index);
});

test.each([
  [
    "an event by its id",
    "SELECT body FROM events WHERE tenant_no = 1 AND event_id = 'e'",
    "events_by_event_id (tenant_no=? AND event_id=?)",
  ],
  [
    "a range of a log",
    "SELECT id FROM events WHERE id >= 1 AND id < 9 ORDER BY id LIMIT 9",
    "INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
  ],
  [
    "a tile",
    "SELECT hashes FROM tiles WHERE tenant_no = 1 AND level = 0 AND tile = 7",
    "(tenant_no=? AND level=? AND tile=?)",
  ],
  [
    "the last checkpoint",
    "SELECT note FROM checkpoints WHERE tenant_no = 1 ORDER BY size DESC LIMIT 1",
    "PRIMARY KEY (tenant_no=?)",
  ],
])("%s is found by its key, without sorting", (_, sql, key) => {
  const plan = planOf({ sql, values: [] });
  expect(plan).toMatch(/^SEARCH [^\n]*$/);
  expect(plan).toContain(key);
});

test("stats without a time range read only sums, and stats with one read only its events", () => {
  const all = statsSql(toColumnFilter({ tenantId: "acme" }, 1), 0);
  expect(planOf(all.types)).toContain("SEARCH tallies USING PRIMARY KEY (tenant_no=?)");
  expect(planOf(all.sessions)).toContain("SEARCH sessions USING PRIMARY KEY (tenant_no=?)");
  const ranged = statsSql(toColumnFilter({ tenantId: "acme", ...range }, 1), 0);
  for (const statement of [ranged.types, ranged.sessions]) {
    expect(planOf(statement)).toContain(
      "events_by_time (tenant_no=? AND (seconds,nanos)>(?,?) AND (seconds,nanos)<(?,?))",
    );
  }
});

test.each([
  ["entries of a log", entriesSql, "SEARCH e USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"],
  ["the newest checkpoint", checkpointSql, "SEARCH checkpoints USING PRIMARY KEY (tenant_no=?)"],
  ["leaves", leavesSql, "SEARCH events USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"],
  ["roots of tiles", rootsSql, "SEARCH tiles USING INDEX sqlite_autoindex_tiles_1 (tenant_no=? AND level=? AND tile>?"],
  ["a tile", tileSql, "SEARCH tiles USING INDEX sqlite_autoindex_tiles_1 (tenant_no=? AND level=? AND tile=?)"],
])("%s: read by a search, without sorting", (_, sql, search) => {
  const plan = planOf({ sql, values: Array.from({ length: sql.split("?").length - 1 }, () => 1) });
  expect(plan).toContain(search);
  expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
});

test("events of a page: read in the order of their ids, each by a search, without sorting", () => {
  expect(planOf({ sql: eventsSql, values: ["[1]"] }).split("\n")).toEqual([
    expect.stringContaining("SCAN i VIRTUAL TABLE"),
    "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)",
    "SEARCH p USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
  ]);
});

function planOf({ sql, values }: SqlPart): string {
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  return rows.map((row) => String(row["detail"])).join("\n");
}
