// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventType } from "@chaukas/spec-common";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { makePostgresVersion2 } from "../../../../test/events/make-version-2.js";
import { makePostgresVersion3 } from "../../../../test/events/make-version-3.js";
import { makePostgresVersion5 } from "../../../../test/events/make-version-5.js";
import { makePostgresVersion6 } from "../../../../test/events/make-version-6.js";
import { type PostgresServer, startPostgres } from "../../../../test/postgres/start-postgres.js";
import type { StoreFinding } from "../../check/store-finding.js";
import type { EventStore } from "../../contract/event-store.js";
import type { MigrationProgress } from "../../contract/migration-progress.js";
import { toSearchTerms } from "../../words/search-terms.js";
import { checkPostgres } from "../check/check-postgres.js";
import { openPostgresStore } from "../open-postgres-store.js";
import { migratePostgres } from "./migrate.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const texts = ["请退款order4711给客户", "환불해 주세요", "refund of order4711"];
const makeEvents = (tenantId: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    makeNewEvent({ tenantId, content: { case: "message", value: { text: `${texts[index % 3]} ${index}` } } }),
  );

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

/** Creates a store of version 2 whose tables belong to the role of the URL, and which a second role may use. */
const makeVersion2 = (count: number) => makeStore(makePostgresVersion2, count);

/** Creates a store of this version, with two roles, and makes it an older one. */
async function makeStore(makeOlder: (url: string) => Promise<void> | void, count: number) {
  const url = await server.createDatabase();
  const name = url.split("/").at(-1);
  await server.query(`create role owner_${name} login; create role server_${name} login`);
  await server.query(`grant create on database ${name} to owner_${name}`);
  const [asOwner, asServer] = ["owner", "server"].map((role) => url.replace("postgres@", `${role}_${name}@`)) as [
    string,
    string,
  ];
  await migratePostgres(asOwner, { serverRole: `server_${name}` });
  const store = await openPostgresStore(asServer);
  await store.append(makeEvents("acme", count));
  await store.append(makeEvents("globex", 9));
  await store.close();
  await makeOlder(url);
  return { asOwner, asServer, url };
}

async function count(store: EventStore, tenantId: string, query: string): Promise<number> {
  return (await store.findPage({ filter: { tenantId, ...toSearchTerms(query) }, order: "ascending", limit: 1 }))
    .totalCount;
}

async function check(url: string): Promise<StoreFinding[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const findings: StoreFinding[] = [];
    const report = (finding: StoreFinding) => findings.push(finding);
    await checkPostgres(client, report, { verifiers: [], onTotal() {}, onProgress() {} });
    return findings;
  } finally {
    await client.end();
  }
}

it("lets a store of version 2 find text in every script once its owner has migrated it", async () => {
  const { asOwner, asServer } = await makeVersion2(30);
  await expect(openPostgresStore(asServer)).rejects.toMatchObject({ code: "unsupported" });
  await expect(check(asOwner)).rejects.toThrow("expected version 7, got 2; migrate it first");
  const progress: MigrationProgress[] = [];
  await migratePostgres(asOwner, { onMigration: (reached) => progress.push(reached) });
  expect(progress.at(-1)).toEqual({ events: 39, total: 39 });
  const store = await openPostgresStore(asServer, {
    onMigration: () => expect.unreachable("there is nothing to migrate"),
  });
  expect(await count(store, "acme", "退款")).toBe(10);
  expect(await count(store, "globex", "给客户")).toBe(3);
  expect(await count(store, "acme", "환불")).toBe(10);
  expect(await count(store, "acme", "order4711")).toBe(20);
  expect(await store.append(makeEvents("acme", 1))).toEqual([{ status: "accepted" }]);
  await store.close();
  expect(await check(asOwner)).toEqual([]);
  await expect(server.query("update chaukas.events set search_terms = '{}'", asOwner)).rejects.toThrow(
    "is append-only",
  );
});

it("lets a store of version 3 find events by principals and models once it is migrated", async () => {
  const url = await server.createDatabase();
  const old = await openPostgresStore(url);
  const content = { case: "llmInvocation", value: { model: "gpt-5" } } as const;
  await old.append(["ada", "bob", "ada"].map((id) => makeNewEvent({ tenantId: "acme", principal: { id }, content })));
  await old.close();
  await makePostgresVersion3(url);
  await expect(check(url)).rejects.toThrow("expected version 7, got 3; migrate it first");
  const progress: MigrationProgress[] = [];
  await migratePostgres(url, { onMigration: (reached) => progress.push(reached) });
  expect(progress.at(-1)).toEqual({ events: 3, total: 3 });
  const store = await openPostgresStore(url);
  const counted = await Promise.all(
    [{ principalIds: ["ada"] }, { models: ["gpt-5", "other"] }, { toolNames: ["ada"] }].map(
      async (filter) =>
        (await store.findPage({ filter: { tenantId: "acme", ...filter }, order: "ascending", limit: 1 })).totalCount,
    ),
  );
  expect(counted).toEqual([2, 3, 0]);
  await store.close();
  expect(await check(url)).toEqual([]);
  // A server of version 3 that still runs fails, instead of storing events that these filters do not find.
  await expect(server.query("insert into chaukas.events (terms) values ('{}')", url)).rejects.toThrow(
    'column "terms" of relation "events" does not exist',
  );
});

it("adds the events of a store of version 5 to their sessions, for a server without more privileges", async () => {
  const { asOwner, asServer, url } = await makeStore(() => {}, 2_100);
  await makePostgresVersion5(url);
  const progress: MigrationProgress[] = [];
  const interrupt = () => {
    throw new Error("interrupted");
  };
  await expect(migratePostgres(asOwner, { onMigration: interrupt, retryMs: 0 })).rejects.toThrow("interrupted");
  await migratePostgres(asOwner, { onMigration: (reached) => progress.push(reached) });
  expect(progress[0]).toEqual({ events: 2_109, total: 2_109 });
  expect(await check(asOwner)).toEqual([]);
  const store = await openPostgresStore(asServer);
  await store.append([makeNewEvent({ tenantId: "acme", agentId: "late" })]);
  const found = await store.findSessions?.({ filter: { tenantId: "acme", agentIds: ["late"] }, limit: 1 });
  expect(found?.sessions.map(({ events }) => events)).toEqual([2_101n]);
  await store.close();
  expect(await check(asOwner)).toEqual([]);
  // A server of version 5 that still runs fails, instead of leaving its events out.
  await expect(server.query("update chaukas.sessions set first_time = 0", url)).rejects.toThrow(
    'column "first_time" of relation "sessions" does not exist',
  );
});

it("lets a store of version 6 find sessions by all filters once it is migrated, without its events", async () => {
  const { asOwner, asServer } = await makeStore(makePostgresVersion6, 3);
  await expect(check(asOwner)).rejects.toThrow("expected version 7, got 6; migrate it first");
  await migratePostgres(asOwner, { onMigration: () => expect.unreachable("no event is read again") });
  const store = await openPostgresStore(asServer);
  const failed = { tenantId: "acme", sessionId: "failed", agentId: "late", type: EventType.ERROR };
  await store.append([makeNewEvent(failed), makeNewEvent({ ...failed, type: EventType.SESSION_END })]);
  for (const filter of [{ withErrors: true }, { state: "ended" }, { agentIds: ["late"] }] as const) {
    const found = await store.findSessions?.({ filter: { tenantId: "acme", ...filter }, limit: 9 });
    expect(found?.sessions.map(({ sessionId }) => sessionId)).toEqual(["failed"]);
  }
  await store.close();
  expect(await check(asOwner)).toEqual([]);
});

it("continues an interrupted migration after the events that it has reached", async () => {
  const { asOwner, asServer } = await makeVersion2(2_000);
  const interrupt = () => {
    throw new Error("interrupted");
  };
  await expect(migratePostgres(asOwner, { onMigration: interrupt, retryMs: 0 })).rejects.toThrow("interrupted");
  const incomplete = "schema of the database: its migration is not complete";
  await expect(openPostgresStore(asServer)).rejects.toMatchObject({
    code: "unsupported",
    message: `${incomplete}; run \`chaukas-server migrate\` as the owner of its tables`,
  });
  await expect(check(asOwner)).rejects.toThrow(`${incomplete}; migrate it first`);
  const progress: MigrationProgress[] = [];
  const stores = await Promise.all(
    [1, 2].map(() => openPostgresStore(asOwner, { onMigration: (reached) => progress.push(reached) })),
  );
  // The words of the rest, before the sums of all.
  expect([progress[0], progress.at(-1)]).toEqual(Array(2).fill({ events: 2_009, total: 2_009 }));
  expect(await Promise.all(stores.map((store) => count(store, "globex", "退款")))).toEqual([3, 3]);
  await Promise.all(stores.map((store) => store.close()));
  expect(await check(asOwner)).toEqual([]);
});

it("makes a running server of version 2 fail instead of storing words that are never found", async () => {
  const { asOwner, asServer } = await makeVersion2(1);
  await migratePostgres(asOwner);
  await expect(server.query("insert into chaukas.events (words) values ('{}')", asServer)).rejects.toThrow(
    'column "words" of relation "events" does not exist',
  );
});
