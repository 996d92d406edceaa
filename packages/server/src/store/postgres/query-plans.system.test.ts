// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventType } from "@chaukas/spec-common";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../test/events/make-new-event.js";
import { type PostgresServer, startPostgres } from "../../../test/postgres/start-postgres.js";
import type { EventFilter } from "../contract/event-store.js";
import { selectKnown } from "./append/append-events.js";
import { selectEntries } from "./log/read-entries.js";
import { selectHashes } from "./log/read-nodes.js";
import { openPostgresStore } from "./open-postgres-store.js";
import type { Condition } from "./query/event-conditions.js";
import { countSql, pageSql } from "./query/find-page.js";
import { candidatesSql, countSql as countSessionsSql, namesSql } from "./query/find-sessions.js";
import { streamsSql } from "./query/session-streams-sql.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;
let client: pg.Client;

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.createDatabase();
  const store = await openPostgresStore(url);
  for (let batch = 0; batch < 20; batch++) {
    await store.append(Array.from({ length: 500 }, (_, index) => makePlanEvent(batch * 500 + index)));
  }
  await store.close();
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("vacuum (analyze) chaukas.events");
  await client.query("vacuum (analyze) chaukas.sessions");
  await client.query("vacuum (analyze) chaukas.session_names");
  await client.query("vacuum (analyze) chaukas.tiles");
});

afterAll(async () => {
  await client.end();
  await server.stop();
});

function makePlanEvent(n: number) {
  return makeNewEvent({
    tenantId: n % 10 === 0 ? "small" : "large",
    projectId: `project-${n % 50}`,
    sessionId: `session-${n % 500}`,
    agentId: `agent-${n % 100}`,
    spanId: `span-${n % 5000}`,
    traceId: `trace-${n % 1000}`,
    type: 1 + (n % 40),
    tags: [`tag-${n % 200}`, "all"],
    timestamp: { seconds: BigInt(1_750_000_000 + n), nanos: 0 },
    agentName: n % 2 === 0 ? "Support agent" : `agent ${n % 400}`,
    principal: { id: `user-${n % 700}` },
    content: { case: "message", value: { text: `word${n % 300} common` } },
  });
}

interface Plan {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
}

async function explain({ sql, values }: Condition): Promise<Plan[]> {
  const { rows } = await client.query(`explain (format json) ${sql}`, [...values]);
  const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)];
  return flatten(rows[0]["QUERY PLAN"][0].Plan);
}

const tenantId = "large";
const after = { seconds: 1_750_004_000n, nanos: 0, sequence: 3_600 };

const pages: [string, EventFilter, string][] = [
  ["the tenant alone", { tenantId }, "events_by_time"],
  ["a time range", { tenantId, start: { seconds: 1_750_009_900n, nanos: 0 } }, "events_by_time"],
  ["a session", { tenantId, sessionId: "session-7" }, "events_by_session"],
  ["a trace", { tenantId, traceId: "trace-7" }, "events_by_trace"],
  ["a span", { tenantId, spanId: "span-7" }, "events_by_span"],
  ["an agent", { tenantId, agentId: "agent-7" }, "events_by_agent"],
  ["a type", { tenantId, types: [EventType.TOOL_CALL_START] }, "events_by_type"],
  ["a project", { tenantId, projectIds: ["project-7"] }, "events_by_project"],
  ["two projects", { tenantId, projectIds: ["project-7", "project-9"] }, "events_by_project"],
  ["a session and a type", { tenantId, sessionId: "session-7", types: [1] }, "events_by_session"],
  ["a trace in a time range", { tenantId, traceId: "trace-7", start: after }, "events_by_trace"],
  ["a span and a tag", { tenantId, spanId: "span-7", tags: ["all"] }, "events_by_span"],
  ["a rare tag", { tenantId, tags: ["tag-7"] }, "events_by_tag"],
  ["a frequent tag", { tenantId, tags: ["all"] }, "events_by_time"],
  ["a rare word", { tenantId, words: ["word7"] }, "events_by_word"],
  ["a phrase", { tenantId, words: ["word7"], phrases: ["ord"] }, "events_by_word"],
  ["a rare principal", { tenantId, principalIds: ["user-7"] }, "events_by_word"],
  ["rare principals", { tenantId, principalIds: ["user-7", "user-8"] }, "events_by_word"],
  ["a principal that no event has", { tenantId, principalIds: ["nobody"] }, "events_by_word"],
  ["the name of most agents", { tenantId, agentNames: ["Support agent"] }, "events_by_time"],
  ["an event", { tenantId, eventIds: ["evt-7"] }, "events_tenant_id_event_id_key"],
  ["a frequent word", { tenantId, words: ["common"] }, "events_by_time"],
];

// Without sorting. The sums of sizes, which end a page, are computed after the limit is applied.
const orderedPage = ["Subquery Scan", "WindowAgg", "WindowAgg", "Subquery Scan", "Limit", "Index Scan"];

describe("a page of", () => {
  it.each(pages)("%s reads an index", async (_, filter, index) => {
    const plan = await explain(pageSql({ filter, order: "descending", limit: 100 }));
    expect(plan.map((node) => node["Index Name"]).filter((name) => name !== undefined)).toEqual([index]);
    expect(plan.map((node) => node["Node Type"])).not.toContain("Seq Scan");
  });

  it.each(["ascending", "descending"] as const)(
    "everything, %s, starts at its position without sorting",
    async (order) => {
      const plan = await explain(pageSql({ filter: { tenantId }, order, after, limit: 100 }));
      expect(plan.map((node) => node["Node Type"])).toEqual(orderedPage);
    },
  );

  it("a session's events is read in order", async () => {
    const filter = { tenantId, sessionId: "session-7" };
    const plan = await explain(pageSql({ filter, order: "ascending", limit: 10 }));
    expect(plan.map((node) => node["Node Type"])).toEqual(orderedPage);
  });
});

describe("the total", () => {
  it.each([
    [
      "tenant, projects, types, statuses and severities",
      { projectIds: ["p"], types: [1], statuses: [1], severities: [1] },
    ],
    ["the tenant", {}],
  ])("of %s is read from the tallies", async (_, members) => {
    const plan = await explain(countSql({ tenantId, ...members }));
    expect(plan.flatMap((node) => node["Relation Name"] ?? [])).toEqual(["tallies"]);
  });

  it("of a session is read from the sessions", async () => {
    const plan = await explain(countSql({ tenantId, sessionId: "session-7", projectIds: ["project-7"] }));
    expect(plan.flatMap((node) => node["Index Name"] ?? [])).toEqual(["sessions_pkey"]);
  });

  it("of a time range is read from the index alone", async () => {
    const range = { start: { seconds: 1_750_001_000n, nanos: 0 }, end: { seconds: 1_750_002_000n, nanos: 0 } };
    const plan = await explain(countSql({ tenantId, ...range }));
    expect(plan.map((node) => node["Node Type"])).toEqual(["Aggregate", "Index Only Scan"]);
  });
});

describe("a page of sessions", () => {
  const position = { seconds: 1_750_009_900n, nanos: 0, sessionId: "session-400", projectId: "project-0" };

  it.each([
    ["the first", { filter: { tenantId }, limit: 20 }, {}],
    ["a later one", { filter: { tenantId }, limit: 20, after: position }, {}],
    ["of open sessions", { filter: { tenantId, state: "open" }, limit: 20 }, {}],
    ["of an agent, tested", { filter: { tenantId, agentIds: ["agent-7"] }, limit: 20 }, { tested: 1_000 }],
    ["that began early", { filter: { tenantId, end: position }, limit: 20, after: position }, {}],
    ["of projects", { filter: { tenantId }, limit: 20, after: position }, { projectIds: ["project-7", "project-8"] }],
  ] as const)("(%s) merges ranges of an index, in its order", async (_, query, options) => {
    const plan = await explain(streamsSql(query, options));
    const index = "projectIds" in options ? "sessions_by_project" : "sessions_by_class";
    expect(plan.flatMap((node) => node["Index Name"] ?? [])).toEqual([
      index,
      ...("tested" in options ? [expect.stringMatching(/^session_names_/)] : []),
    ]);
    expect(plan.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    // Only what the ranges have found is sorted.
    const [limit, sort, ...others] = plan.map((node) => node["Node Type"]);
    expect([limit, sort]).toEqual(["Limit", expect.stringMatching(/^(Incremental )?Sort$/)]);
    expect(others).not.toContain("Sort");
  });

  it.each([
    ["agents", { agentIds: ["agent-7", "agent-8"] }, "agentIds", ["session_names_by_name", "sessions_pkey"]],
    ["an outcome", { policyOutcomes: ["deny"] }, "policyOutcomes", ["session_names_by_name", "sessions_pkey"]],
    ["a prefix", { sessionIdPrefix: "session-49" }, "sessionIdPrefix", ["sessions_pkey"]],
  ] as const)("of %s that are rare looks them up", async (_, members, member, indexes) => {
    const query = { filter: { tenantId, state: "open" as const, ...members }, limit: 20 };
    // Otherwise the few names are scanned sequentially.
    await client.query("set enable_seqscan = off");
    const plan = await explain(candidatesSql(query, member));
    const counting = await explain(countSessionsSql(query, [member], 100));
    await client.query("reset enable_seqscan");
    expect(plan.flatMap((node) => node["Index Name"] ?? [])).toEqual(indexes);
    expect(counting.flatMap((node) => node["Index Name"] ?? [])).toEqual(indexes.slice(0, 1));
    expect(counting.map((node) => node["Node Type"])).not.toContain("Sort");
  });

  it("finds the names by the sessions of the page", async () => {
    const keys = [{ session: 0, session_id: "session-7", project_id: "project-7" }];
    // Otherwise the few names are scanned sequentially.
    await client.query("set enable_seqscan = off");
    const plan = await explain({ sql: namesSql, values: ["large", JSON.stringify(keys)] });
    await client.query("reset enable_seqscan");
    expect(plan.flatMap((node) => node["Index Name"] ?? [])).toEqual(["session_names_pkey"]);
  });
});

it("finds events by their ids through an index", async () => {
  const keys = [{ tenant_id: "large", event_id: "evt-7" }];
  const plan = await explain({ sql: selectKnown("$1"), values: [JSON.stringify(keys)] });
  expect(plan.flatMap((node) => node["Index Name"] ?? [])).toEqual(["events_tenant_id_event_id_key"]);
});

it("reads nodes of the tree through indexes, in tiles and at its edge", async () => {
  const nodes = [
    [0, 0, 1],
    [3, 35, 0],
    [10, 1, 64],
    [128, 3, 2],
  ];
  // Otherwise the few tiles are scanned sequentially, since they share one page.
  await client.query("set enable_seqscan = off");
  const plan = await explain({ sql: selectHashes, values: ["large", ...nodes] });
  await client.query("reset enable_seqscan");
  expect(new Set(plan.flatMap((node) => node["Index Name"] ?? []))).toEqual(new Set(["tiles_pkey", "events_pkey"]));
  expect(plan.map((node) => node["Node Type"])).not.toContain("Seq Scan");
});

it("reads entries of a log in order", async () => {
  const plan = await explain({ sql: selectEntries, values: ["large", 100, 10, 1_000_000] });
  expect(plan.flatMap((node) => node["Index Name"] ?? [])).toEqual(["events_pkey"]);
  expect(plan.map((node) => node["Node Type"])).not.toContain("Sort");
});

it("separates the tags and words of tenants in the indexes", async () => {
  const { rows } = await client.query(
    "select count(*)::int as n from chaukas.events where tenant_id = 'small' and search_terms && (select search_terms from chaukas.events where tenant_id = 'large' limit 1)",
  );
  expect(rows).toEqual([{ n: 0 }]);
});
