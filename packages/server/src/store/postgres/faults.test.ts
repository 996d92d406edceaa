// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { makeNewEvent } from "../../testing/make-new-event.js";
import { findPostgresFaults, writeDuringPostgresFaults } from "../../testing/postgres-faults.js";
import { type PostgresServer, startPostgres } from "../../testing/start-postgres.js";
import type { EventStore } from "../event-store.js";
import { openPostgresStore, type PostgresStoreOptions } from "./open-postgres-store.js";

let server: PostgresServer;
const open: EventStore[] = [];

async function openStore(url: string, options?: PostgresStoreOptions): Promise<EventStore> {
  const store = await openPostgresStore(url, options);
  open.push(store);
  return store;
}

beforeAll(async () => {
  server = await startPostgres();
}, 60_000);

afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
});

afterAll(() => server.stop());

const acknowledgedIn = (record: Awaited<ReturnType<typeof writeDuringPostgresFaults>>) =>
  [...record.acknowledged.values()].reduce((sum, ids) => sum + ids.size, 0);

it("keeps every acknowledged event once when the server is killed under load, five times", async () => {
  const store = await openStore(await server.createDatabase());
  const record = await writeDuringPostgresFaults([store], async () => {
    for (let round = 0; round < 5; round++) {
      await sleep(100 + Math.random() * 300);
      await server.kill();
      await server.restart();
    }
  });
  expect(await findPostgresFaults(store, record)).toEqual([]);
  expect(record.rejected).toBe(0);
  expect(acknowledgedIn(record)).toBeGreaterThan(100);
}, 120_000);

it("tries again when connections are cut during appends, and loses nothing", async () => {
  const url = await server.createDatabase();
  const stores = [await openStore(url), await openStore(url)];
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
}, 60_000);

it("rejects appends as unavailable while the server is down, and takes them again when it is up", async () => {
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
}, 60_000);

it("lets two stores on one database agree on duplicates and conflicts", async () => {
  const url = await server.createDatabase();
  const stores = [await openStore(url), await openStore(url)];
  const calls = Array.from({ length: 60 }, (_, call) =>
    (stores[call % 2] as EventStore).append(
      // In another order in each call, so that locks taken as they come would lock up.
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

it("gives up waiting for another append to the same tenant after a time", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url, { lockTimeoutMs: 50, retryMs: 200 });
  await store.append([makeNewEvent({ tenantId: "locked" })]);
  const hold = server.query("begin; select * from chaukas.heads for update; select pg_sleep(1); commit", url);
  await expect
    .poll(() => server.query("select count(*)::int as n from pg_locks where mode = 'RowShareLock'", url))
    .toEqual([{ n: expect.toSatisfy((locks: number) => locks > 0) }]);
  await expect(store.append([makeNewEvent({ tenantId: "locked" })])).rejects.toMatchObject({
    code: "unavailable",
    message: "postgres: canceling statement due to lock timeout (SQLSTATE 55P03)",
  });
  await hold;
  expect(await store.append([makeNewEvent({ tenantId: "locked" })])).toEqual([{ status: "accepted" }]);
}, 30_000);

it("moves to the promoted standby when the primary is gone, with everything that was acknowledged", async () => {
  const primary = await startPostgres({ synchronous_standby_names: "standby", synchronous_commit: "local" });
  const standby = await primary.startStandby();
  try {
    const url = await primary.createDatabase();
    const database = `select 1 as found from pg_database where datname = '${url.split("/").at(-1)}'`;
    await expect.poll(() => standby.query(database), { timeout: 10_000 }).toEqual([{ found: 1 }]);
    const hosts = url.replace(`:${primary.port}/`, `:${standby.port},127.0.0.1:${primary.port}/`);
    const store = await openStore(hosts);
    const record = await writeDuringPostgresFaults([store], async () => {
      await sleep(500);
      await primary.kill();
      await standby.query("select pg_promote()");
    });
    expect(await findPostgresFaults(store, record)).toEqual([]);
    expect(record.rejected).toBe(0);
    expect(acknowledgedIn(record)).toBeGreaterThan(100);
    await store.close();
    open.splice(0);
  } finally {
    await standby.stop();
    await primary.stop();
  }
}, 60_000);
