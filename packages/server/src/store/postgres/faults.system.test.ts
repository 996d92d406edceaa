// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../test/events/make-new-event.js";
import { findPostgresFaults, writeDuringPostgresFaults } from "../../../test/postgres/postgres-faults.js";
import { type PostgresServer, startPostgres } from "../../../test/postgres/start-postgres.js";
import type { EventStore } from "../contract/event-store.js";
import { openPostgresStore, type PostgresStoreOptions } from "./open-postgres-store.js";
import { migratePostgres } from "./schema/migrate.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** For servers that take long to restart on a busy machine. */
const patient: PostgresStoreOptions = { retryMs: 60_000 };

let server: PostgresServer;
const open: EventStore[] = [];

async function openStore(url: string, options?: PostgresStoreOptions): Promise<EventStore> {
  const store = await openPostgresStore(url, options);
  open.push(store);
  return store;
}

/** Locks a table until the client ends. */
async function holdTable(url: string, table: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`begin; lock table chaukas.${table} in access exclusive mode`);
  return client;
}

beforeAll(async () => {
  server = await startPostgres();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
});

afterAll(() => server.stop());

const acknowledgedIn = (record: Awaited<ReturnType<typeof writeDuringPostgresFaults>>) =>
  [...record.acknowledged.values()].reduce((sum, ids) => sum + ids.size, 0);

it("keeps every acknowledged event exactly once when the server is killed five times under load", async () => {
  const store = await openStore(await server.createDatabase(), patient);
  const record = await writeDuringPostgresFaults([store], async () => {
    for (let round = 0; round < 5; round++) {
      await sleep(100 + Math.random() * 300);
      await server.kill();
      await server.restart();
    }
  });
  expect(await findPostgresFaults(store, record)).toEqual([]);
  expect(record.rejected).toBe(0);
  expect(acknowledgedIn(record)).toBeGreaterThan(0);
});

it("retries when connections are terminated during appends, and loses nothing", async () => {
  const url = await server.createDatabase();
  const stores = [await openStore(url, patient), await openStore(url, patient)];
  const record = await writeDuringPostgresFaults(stores, async () => {
    for (let round = 0; round < 20; round++) {
      await sleep(20 + Math.random() * 40);
      await server.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        url,
      );
    }
  });
  expect(await findPostgresFaults(stores[0] as EventStore, record)).toEqual([]);
  expect(record.rejected).toBe(0);
});

it("rejects appends as unavailable while the server is down, and accepts them once it is up", async () => {
  const store = await openStore(await server.createDatabase(), { retryMs: 300 });
  const event = makeNewEvent({ tenantId: "down" });
  await server.kill();
  const rejection = { name: "StoreError", code: "unavailable" };
  await expect(store.append([event])).rejects.toMatchObject({
    ...rejection,
    message: expect.stringMatching(/^postgres: .*(ECONNREFUSED|ECONNRESET|terminated)/),
  });
  await expect(store.check()).rejects.toMatchObject(rejection);
  await expect(store.listTenants()).rejects.toMatchObject(rejection);
  await server.restart();
  await store.check();
  expect(await store.append([event])).toEqual([{ status: "accepted" }]);
});

it("detects the same duplicates and conflicts in two stores on one database", async () => {
  const url = await server.createDatabase();
  const stores = [await openStore(url), await openStore(url)];
  const calls = Array.from({ length: 60 }, (_, call) =>
    (stores[call % 2] as EventStore).append(
      // In different orders, so that locks in the order of the events would deadlock.
      Array.from({ length: 20 }, (_, index) => (index * (call % 2 === 0 ? 7 : 13)) % 20).map((index) =>
        makeNewEvent({ tenantId: `two-${index % 5}`, eventId: `event-${index}`, agentId: `agent-${call % 3}` }),
      ),
    ),
  );
  const outcomes = (await Promise.all(calls)).flat();
  const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length;
  expect([count("accepted"), count("duplicate") + count("conflict")]).toEqual([20, 1180]);
  for (const tenantId of await (stores[0] as EventStore).listTenants()) {
    const log = await (stores[1] as EventStore).readLog(tenantId, { limit: 100 });
    expect(log.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3]);
  }
});

it("stops waiting for another append to the same tenant after a timeout", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url, { lockTimeoutMs: 500, retryMs: 1_500 });
  await store.append([makeNewEvent({ tenantId: "locked" })]);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("begin; select * from chaukas.heads for update");
  await expect(store.append([makeNewEvent({ tenantId: "locked" })])).rejects.toMatchObject({
    code: "unavailable",
    message: "postgres: canceling statement due to lock timeout (SQLSTATE 55P03)",
  });
  // The end of the connection alone would release the lock only once its backend has noticed.
  await client.query("rollback");
  await client.end();
  expect(await store.append([makeNewEvent({ tenantId: "locked" })])).toEqual([{ status: "accepted" }]);
});

it.each([
  ["off", "on"],
  ["local", "on"],
  ["on", "on"],
  ["remote_apply", "remote_apply"],
])("commits durably if synchronous_commit is set to %s", async (set, expected) => {
  const url = await server.createDatabase();
  await server.query(`alter database ${url.split("/").at(-1)} set synchronous_commit = ${set}`);
  const store = await openStore(url);
  await server.query(
    `create table seen (setting text);
     create function note() returns trigger language plpgsql as
       $$ begin insert into public.seen values (current_setting('synchronous_commit')); return null; end $$;
     create trigger note after insert on chaukas.events execute function note()`,
    url,
  );
  await store.append([makeNewEvent()]);
  expect(await server.query("select setting from seen", url)).toEqual([{ setting: expected }]);
});

/** Makes each read of the table of events take a second. */
const slowRead = `alter table chaukas.events rename to slow_events;
  create view chaukas.events as select slow_events.* from chaukas.slow_events, pg_sleep(1)`;
const page = { filter: { tenantId: "acme" }, order: "ascending", limit: 1 } as const;

it("rejects a query that does not end in time as too costly", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url, { maxQueryMs: 100 });
  await store.append([makeNewEvent()]);
  await server.query(slowRead, url);
  await expect(store.findPage(page)).rejects.toMatchObject({
    name: "StoreError",
    code: "too_costly",
    message: "query: expected an answer within 100 ms",
  });
});

it("rejects a query that an operator cancels as unavailable", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url, { maxQueryMs: 60_000, retryMs: 0 });
  await store.append([makeNewEvent()]);
  await server.query(slowRead.replace("pg_sleep(1)", "pg_sleep(60)"), url);
  const cancel = "select pg_cancel_backend(pid) as done from pg_stat_activity where wait_event = 'PgSleep'";
  await Promise.all([
    expect(store.findPage(page)).rejects.toMatchObject({ code: "unavailable" }),
    expect.poll(() => server.query(cancel, url)).toEqual([{ done: true }]),
  ]);
});

it("reports a table that another session locks as unavailable, on reads, writes and checks, and continues", async () => {
  const url = await server.createDatabase();
  // A second attempt would switch to the other host, which does not exist.
  const hosts = url.replace(/(127.0.0.1:\d+)/, "$1,127.0.0.1:1");
  const store = await openStore(hosts, { maxQueryMs: 1_000, lockTimeoutMs: 1_000, retryMs: 300 });
  await store.append([makeNewEvent()]);
  await store.check();
  const calls = [
    ["events", () => store.findPage(page)],
    ["events", () => store.append([makeNewEvent()])],
    ["tiles", () => store.check()],
    ["keys", () => store.keys.isEmpty()],
  ] as const;
  for (const [table, call] of calls) {
    const client = await holdTable(url, table);
    await expect(call()).rejects.toMatchObject({
      name: "StoreError",
      code: "unavailable",
      message: "postgres: canceling statement due to lock timeout (SQLSTATE 55P03)",
    });
    await client.end();
  }
  expect(await store.append([makeNewEvent()])).toEqual([{ status: "accepted" }]);
  await store.check();
});

it("names an event that cannot be read", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url);
  await store.append([makeNewEvent({ eventId: "broken" })]);
  await server.query(
    "alter table chaukas.events disable trigger all; update chaukas.events set body = '\\xff'; alter table chaukas.events enable always trigger events_are_never_changed",
    url,
  );
  const corrupt = {
    code: "corrupt",
    message: 'event 0 of tenant "acme": expected a valid body; restore a backup',
    cause: expect.any(Error),
  };
  await expect(store.readLog("acme", { limit: 1 })).rejects.toMatchObject(corrupt);
  // One bad event must not fail another call in the same group.
  const appends = [
    store.append([makeNewEvent({ eventId: "sound" })]),
    store.append([makeNewEvent({ eventId: "broken" })]),
  ];
  expect(await Promise.allSettled(appends)).toMatchObject([
    { status: "fulfilled", value: [{ status: "accepted" }] },
    { status: "rejected", reason: corrupt },
  ]);
});

it("fails its check if it cannot write", async () => {
  const url = await server.createDatabase();
  await migratePostgres(url);
  await server.query("create role reader login; grant usage on schema chaukas to reader", url);
  await server.query("grant select on all tables in schema chaukas to reader", url);
  const store = await openStore(url.replace("postgres@", "reader@"));
  await expect(store.check()).rejects.toMatchObject({
    code: "unsupported",
    message: "postgres: permission denied for table heads (SQLSTATE 42501)",
  });
  await expect(store.append([makeNewEvent()])).rejects.toMatchObject({ code: "unsupported" });
});

it("fails its check after an append for which there was no room, until there is room, and appends nothing by that", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url);
  await store.append([makeNewEvent()]);
  await server.query(
    `create table disk (is_full bool); insert into disk values (true);
     create function use_disk() returns trigger language plpgsql as $$ begin
       if (select is_full from public.disk) then raise exception 'could not extend file' using errcode = '53100'; end if;
       return new;
     end $$;
     create trigger use_disk before insert on chaukas.events for each row execute function use_disk()`,
    url,
  );
  const full = { code: "unavailable", message: "postgres: could not extend file (SQLSTATE 53100)" };
  await store.check();
  await expect(store.append([makeNewEvent()])).rejects.toMatchObject(full);
  await expect(store.check()).rejects.toMatchObject(full);
  await server.query("update disk set is_full = false", url);
  await store.check();
  expect(await store.readLog("acme", { limit: 10 })).toHaveLength(1);
  expect(await store.append([makeNewEvent()])).toEqual([{ status: "accepted" }]);
});

it("finishes pending calls before it closes, and rejects calls after that", async () => {
  const store = await openPostgresStore(await server.createDatabase());
  const append = store.append([makeNewEvent()]);
  await store.close();
  expect(await append).toEqual([{ status: "accepted" }]);
  await expect(store.append([makeNewEvent()])).rejects.toMatchObject({
    code: "unavailable",
    message: "postgres: expected an open store, got a closed one",
  });
});

it("switches to the promoted standby when the primary is gone, without losing acknowledged events", async () => {
  const primary = await startPostgres({ synchronous_standby_names: "standby", synchronous_commit: "local" });
  const standby = await primary.startStandby();
  try {
    const url = await primary.createDatabase();
    const database = `select 1 as found from pg_database where datname = '${url.split("/").at(-1)}'`;
    await expect.poll(() => standby.query(database), { timeout: 10_000 }).toEqual([{ found: 1 }]);
    const hosts = url.replace(`:${primary.port}/`, `:${standby.port},127.0.0.1:${primary.port}/`);
    const store = await openStore(hosts, patient);
    const record = await writeDuringPostgresFaults([store], async () => {
      await sleep(500);
      await primary.kill();
      await standby.query("select pg_promote()");
    });
    expect(await findPostgresFaults(store, record)).toEqual([]);
    expect(record.rejected).toBe(0);
    expect(acknowledgedIn(record)).toBeGreaterThan(0);
    await store.close();
    open.splice(0);
  } finally {
    await standby.stop();
    await primary.stop();
  }
});

it.each([
  "insert on chaukas.events",
  "select on chaukas.events",
  "update on chaukas.heads",
  "insert on chaukas.tallies",
  "select on chaukas.keys",
])("fails its check without the privilege to %s, which calls need", async (privilege) => {
  const url = await server.createDatabase();
  const role = `role_${privilege.replace(/\W/g, "_")}`;
  await server.query(`create role ${role} login`, url);
  await migratePostgres(url, { serverRole: role });
  const store = await openStore(url.replace("postgres@", `${role}@`));
  await store.check();
  await server.query(`revoke ${privilege} from ${role}`, url);
  const call = privilege.endsWith("keys") ? store.keys.findByHash(new Uint8Array(32)) : store.append([makeNewEvent()]);
  const refused = { code: "unsupported", message: expect.stringContaining("permission denied for table") };
  await expect(call).rejects.toMatchObject(refused);
  await expect(store.check()).rejects.toMatchObject(refused);
  await server.query(`grant ${privilege} to ${role}`, url);
  await store.check();
});

const waitOptions = { timeout: 60_000 };

it("fails its check while commits wait for a standby that is not connected", async () => {
  const store = await openStore(await server.createDatabase());
  const check = () => store.check();
  const setStandbys = async (value: string) => {
    await server.query(`alter system ${value}`);
    await server.query("select pg_reload_conf()");
  };
  try {
    for (const [names, needed] of [
      ["nobody", 1],
      ["ANY 2 (nobody, somebody)", 2],
    ] as const) {
      await setStandbys(`set synchronous_standby_names = '${names}'`);
      const message = `postgres: expected ${needed} or more synchronous standbys, as "${names}" requires, got 0; commits wait for them`;
      // The setting takes effect after a while.
      const refused = { code: "unavailable", message };
      await vi.waitFor(() => expect(check()).rejects.toMatchObject(refused), waitOptions);
    }
  } finally {
    await setStandbys("reset synchronous_standby_names");
  }
  await vi.waitFor(check, waitOptions);
  expect(await store.append([makeNewEvent()])).toEqual([{ status: "accepted" }]);
});
