// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { StoredKey } from "../../src/store/contract/key-store.js";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.js";
import { migratePostgres } from "../../src/store/postgres/schema/migrate.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { type PostgresServer, startPostgres } from "../postgres/start-postgres.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

async function setStandbys(value: string): Promise<void> {
  await server.query(`alter system ${value}`);
  await server.query("select pg_reload_conf()");
}

/** Has commits wait for a standby that does not exist. The setting takes effect after a while. */
async function loseStandby(): Promise<void> {
  await setStandbys("set synchronous_standby_names = 'nobody'");
  const shown = async () => (await server.query("show synchronous_standby_names"))[0];
  await vi.waitFor(async () => expect(await shown()).toEqual({ synchronous_standby_names: "nobody" }), 30_000);
}

/** Counts the sessions that wait for a standby. */
async function countWaiting(): Promise<unknown> {
  const [row] = await server.query("select count(*)::int from pg_stat_activity where wait_event = 'SyncRep'");
  return row?.["count"];
}

const role = "chaukas_server";
const key: StoredKey = {
  id: "key-1",
  hash: new Uint8Array(32),
  tenantId: "a",
  projectIds: [],
  scopes: ["ingest"],
  label: "",
  createdMs: 1,
};

it.each([
  ["superuser", "postgres", /expected 1 or more synchronous standbys, as "nobody" requires, got 0; commits wait/],
  // It cannot tell the connection of another standby, which there is here, from that of the missing one.
  ["role of a server", role, /expected synchronous standbys that answer, got 1 commits that wait for them/],
])(
  "leaves one commit that waits for a missing standby as the %s, and answers its retry as a duplicate",
  async (_, user, reason) => {
    const url = await server.createDatabase();
    if (user === role) {
      await server.query(`create role ${role} login`);
    }
    await migratePostgres(url, user === role ? { serverRole: role } : {});
    const store = await openPostgresStore(url.replace("postgres@", `${user}@`), {
      lockTimeoutMs: 500,
      answerTimeoutMs: 5000,
      retryMs: 0,
    });
    const other = new pg.Client({ connectionString: url, replication: "database" } as pg.ClientConfig);
    let attempts = 0;
    let first = makeNewEvent();
    const others = ["b", "c", "d"].map((tenantId) => makeNewEvent({ tenantId }));
    try {
      await store.append([makeNewEvent({ tenantId: "a", eventId: "before" })]);
      await other.connect();
      await setStandbys("set synchronous_standby_names = 'nobody'");
      // The setting takes effect after a while.
      await vi.waitFor(async () => {
        first = makeNewEvent({ tenantId: "a", eventId: `event-${attempts++}` });
        await expect(store.append([first])).rejects.toMatchObject({ code: "unavailable" });
      }, 30_000);
      expect(await countWaiting()).toBe(1);
      for (const event of [first, ...others, first]) {
        const refused = { code: "unavailable", message: expect.stringMatching(reason) };
        await expect(store.append([event])).rejects.toMatchObject(refused);
      }
      await expect(store.keys.create(key)).rejects.toThrow(reason);
      await expect(store.keys.revoke(key.id, 1)).rejects.toThrow(reason);
      await expect(store.check()).rejects.toThrow(reason);
      expect(await countWaiting()).toBe(1);
      expect(await store.findEvent?.("a", first.event.eventId)).toBeUndefined();

      await setStandbys("reset synchronous_standby_names");
      await vi.waitFor(async () => expect(await countWaiting()).toBe(0), 30_000);
      expect(await store.append([first])).toEqual([{ status: "duplicate" }]);
      for (const event of others) {
        expect(await store.append([event])).toEqual([{ status: "accepted" }]);
      }
      await store.check();
    } finally {
      await setStandbys("reset synchronous_standby_names");
      await store.close();
      await other.end();
    }
  },
);

it("begins nothing that would wait for a missing standby when a store is opened, migrated, read or purged", async () => {
  const [empty, filled, unread] = [
    await server.createDatabase(),
    await server.createDatabase(),
    await server.createDatabase(),
  ];
  const options = { connectTimeoutMs: 1000, retryMs: 0 };
  await (await openPostgresStore(filled)).close();
  await migratePostgres(unread);
  const store = await openPostgresStore(unread, options);
  const refused = { code: "unavailable", message: expect.stringContaining("commits wait for them") };
  try {
    await loseStandby();
    await expect(openPostgresStore(empty, options)).rejects.toMatchObject(refused);
    await expect(migratePostgres(filled, { ...options, serverRole: role })).rejects.toMatchObject(refused);
    await expect(store.pageTokenSecret()).rejects.toMatchObject(refused);
    await expect(store.log?.purge()).rejects.toMatchObject(refused);
    expect(await countWaiting()).toBe(0);
  } finally {
    await setStandbys("reset synchronous_standby_names");
    await store.close();
  }
  await (await openPostgresStore(empty, options)).close();
});
