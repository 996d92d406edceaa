// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "@chaukas/server";
import { EventType } from "@chaukas/spec-common";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { makeSqliteVersion2 } from "../../../../test/events/make-version-2.js";
import { makeSqliteVersion3 } from "../../../../test/events/make-version-3.js";
import { makeSqliteVersion5 } from "../../../../test/events/make-version-5.js";
import { makeSqliteVersion6 } from "../../../../test/events/make-version-6.js";
import type { StoreFinding } from "../../check/store-finding.js";
import type { EventStore } from "../../contract/event-store.js";
import type { MigrationProgress } from "../../contract/migration-progress.js";
import type { SessionFilter } from "../../contract/session-query.js";
import { toSearchTerms } from "../../words/search-terms.js";
import { checkSqlite } from "../check/check-sqlite.js";
import { completeMigration } from "./complete-migration.js";
import { migrate, requireNewestSchema } from "./migrate.js";
import { readPosition } from "./run-pass.js";

// Generous, since a machine that runs the tests of all packages at once is slow.
vi.setConfig({ testTimeout: 60_000 });

const texts = ["请退款order4711给客户", "환불해 주세요", "refund of order4711"];
const makeEvents = (tenantId: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    makeNewEvent({ tenantId, content: { case: "message", value: { text: `${texts[index % 3]} ${index}` } } }),
  );

let folder = "";
let file = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-words-"));
  file = join(folder, "events.db");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function makeVersion2(counts: Readonly<Record<string, number>>): Promise<void> {
  const store = await openStore(file);
  for (const [tenantId, count] of Object.entries(counts)) {
    await store.append(makeEvents(tenantId, count));
  }
  await store.close();
  makeSqliteVersion2(file);
}

async function count(store: EventStore, tenantId: string, query: string): Promise<number> {
  return (await store.findPage({ filter: { tenantId, ...toSearchTerms(query) }, order: "ascending", limit: 1 }))
    .totalCount;
}

function check(): StoreFinding[] {
  const findings: StoreFinding[] = [];
  const database = new DatabaseSync(file, { readOnly: true });
  checkSqlite(database, (finding) => findings.push(finding), { verifiers: [], onProgress() {} });
  database.close();
  return findings;
}

test("a store of version 2 finds text in every script once it is opened, and passes a check", async () => {
  await makeVersion2({ acme: 30, globex: 9 });
  expect(check).toThrow("no such table: session_names");
  const progress: MigrationProgress[] = [];
  const store = await openStore(file, { access: "manage", onMigration: (reached) => progress.push(reached) });
  expect(await count(store, "acme", "退款")).toBe(10);
  expect(await count(store, "globex", "给客户")).toBe(3);
  expect(await count(store, "acme", "환불")).toBe(10);
  expect(await count(store, "acme", "order4711")).toBe(20);
  await store.close();
  expect(check()).toEqual([]);
  expect(progress.at(-1)).toEqual({ events: 39, total: 39 });
  const again = await openStore(file, { onMigration: () => expect.unreachable("there is nothing to migrate") });
  await again.close();
});

test("a store of version 3 finds events by names, principals and models once it is opened, and passes a check", async () => {
  const old = await openStore(file);
  await old.append(
    ["ada", "bob", "ada"].map((id, index) =>
      makeNewEvent({
        ...{ tenantId: "acme", agentName: `Agent ${index}`, principal: { id } },
        content: { case: "llmInvocation", value: { model: "gpt-5" } },
      }),
    ),
  );
  await old.close();
  makeSqliteVersion3(file);
  expect(check).toThrow("no such table: session_names");
  const progress: MigrationProgress[] = [];
  const store = await openStore(file, { access: "manage", onMigration: (reached) => progress.push(reached) });
  const counted = await Promise.all(
    [{ principalIds: ["ada"] }, { models: ["gpt-5"] }, { agentNames: ["Agent 1"] }, { toolNames: ["ada"] }].map(
      async (filter) =>
        (await store.findPage({ filter: { tenantId: "acme", ...filter }, order: "ascending", limit: 9 })).totalCount,
    ),
  );
  expect(counted).toEqual([2, 3, 1, 0]);
  await store.close();
  expect(check()).toEqual([]);
  expect(progress.at(-1)).toEqual({ events: 3, total: 3 });
});

test("a migration that is interrupted continues after the events that it has reached", async () => {
  await makeVersion2({ acme: 2_100 });
  const database = new DatabaseSync(file);
  migrate(database, file);
  const interrupt = () => {
    throw new Error("interrupted");
  };
  expect(() => completeMigration(database, interrupt)).toThrow("interrupted");
  expect(readPosition(database, "indexing_words")).toMatchObject({ events: 2_000 });
  expect(() => requireNewestSchema(database, file, "copy it")).toThrow("whose migration is not complete; copy it");
  database.close();
  const progress: MigrationProgress[] = [];
  const store = await openStore(file, { onMigration: (reached) => progress.push(reached) });
  expect(progress[0]).toEqual({ events: 2_100, total: 2_100 });
  expect(await count(store, "acme", "退款")).toBe(700);
  await store.close();
  expect(check()).toEqual([]);
});

test("the events of a store of version 5 are added to their sessions once it is opened", async () => {
  const old = await openStore(file);
  const cost = { currency: "USD", totalCost: 0.1 };
  await old.append(Array.from({ length: 2_100 }, () => makeNewEvent({ tenantId: "acme", agentId: "planner", cost })));
  await old.close();
  makeSqliteVersion5(file);
  const database = new DatabaseSync(file);
  migrate(database, file);
  const interrupt = () => {
    throw new Error("interrupted");
  };
  expect(() => completeMigration(database, interrupt)).toThrow("interrupted");
  expect(readPosition(database, "summing_sessions")).toMatchObject({ events: 2_000 });
  expect(() => requireNewestSchema(database, file, "copy it")).toThrow("whose migration is not complete; copy it");
  database.close();
  const progress: MigrationProgress[] = [];
  const store = await openStore(file, { onMigration: (reached) => progress.push(reached) });
  expect(progress[0]).toEqual({ events: 2_100, total: 2_100 });
  const found = await store.findSessions?.({ filter: { tenantId: "acme" }, limit: 2 });
  expect(found?.sessions.map(({ events }) => events)).toEqual([2_100n]);
  expect(found?.sessions[0]?.costs.first).toEqual([{ name: "USD", events: 2_100n, cost: "210" }]);
  await store.close();
  expect(check()).toEqual([]);
});

test("the sessions of a store of version 6 are found by all filters once it is opened, without its events", async () => {
  const make = (sessionId: string, seconds: number, type: EventType) =>
    makeNewEvent({ tenantId: "acme", sessionId, agentId: sessionId, type, timestamp: { seconds: BigInt(seconds) } });
  const old = await openStore(file);
  await old.append([
    make("short", 100, EventType.SESSION_START),
    make("long", 10, EventType.SESSION_START),
    make("long", 9_000, EventType.ERROR),
    make("long", 9_001, EventType.SESSION_END),
  ]);
  await old.close();
  makeSqliteVersion6(file);
  const database = new DatabaseSync(file);
  expect(() => requireNewestSchema(database, file, "copy it")).toThrow("expected schema version 7, got 6; copy it");
  database.close();
  const store = await openStore(file, { onMigration: () => expect.unreachable("no event is read again") });
  const find = async (filter: Partial<SessionFilter>) => {
    const page = await store.findSessions?.({ filter: { tenantId: "acme", ...filter }, limit: 9 });
    return page?.sessions.map(({ sessionId }) => sessionId);
  };
  expect(await find({})).toEqual(["long", "short"]);
  expect(await find({ withErrors: true })).toEqual(["long"]);
  expect(await find({ state: "open" })).toEqual(["short"]);
  expect(await find({ agentIds: ["short"] })).toEqual(["short"]);
  expect(await find({ end: { seconds: 50n, nanos: 0 } })).toEqual(["long"]);
  await store.append([make("short", 10_000, EventType.SESSION_END)]);
  expect(await find({ state: "ended" })).toEqual(["short", "long"]);
  await store.close();
  expect(check()).toEqual([]);
});

test("while a migration is incomplete, a store is not opened beside the server that migrates it", async () => {
  await makeVersion2({ acme: 1 });
  const database = new DatabaseSync(file);
  migrate(database, file);
  database.close();
  const lock = new DatabaseSync(`${file}-lock`);
  lock.exec("BEGIN EXCLUSIVE");
  await expect(openStore(file, { access: "manage" })).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("its schema cannot be migrated while a server uses it"),
  });
  lock.close();
});

test("an event that cannot be read is skipped, and reported by a check", async () => {
  await makeVersion2({ acme: 3 });
  const database = new DatabaseSync(file);
  database.exec("DROP TRIGGER events_no_update; UPDATE events SET body = x'ff' WHERE id % 4294967296 = 1");
  database.close();
  const store = await openStore(file);
  expect(await count(store, "acme", "退款")).toBe(1);
  await store.close();
  expect(check().map(({ table }) => table)).toContain("events");
});
