// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { makeRedaction } from "../../../../test/events/make-redaction.js";
import { type PostgresServer, startPostgres } from "../../../../test/postgres/start-postgres.js";
import type { EventLog, LogEntry } from "../../contract/event-log.js";
import type { EventStore } from "../../contract/event-store.js";
import { openPostgresStore } from "../open-postgres-store.js";
import { migratePostgres } from "./migrate.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

async function useStore<T>(url: string, use: (store: EventStore) => Promise<T>): Promise<T> {
  const store = await openPostgresStore(url, { retryMs: 0 });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

it("lets eight servers start on an empty database at once", async () => {
  const url = await server.createDatabase();
  const stores = await Promise.all(Array.from({ length: 8 }, () => openPostgresStore(url)));
  const outcomes = await Promise.all(stores.map((store) => store.append([makeNewEvent({ eventId: "one" })])));
  const count = (status: string) => outcomes.filter(([outcome]) => outcome?.status === status).length;
  expect([count("accepted"), count("duplicate")]).toEqual([1, 7]);
  const secrets = await Promise.all(stores.map((store) => store.pageTokenSecret()));
  expect(new Set(secrets.map((secret) => Buffer.from(secret).toString("hex"))).size).toBe(1);
  await Promise.all(stores.map((store) => store.close()));
  expect(await server.query("select version from chaukas.schema_version", url)).toEqual([{ version: 7 }]);
});

it("rolls back a migration that fails, so that it can be repeated", async () => {
  const url = await server.createDatabase();
  await server.query("create schema chaukas; create table chaukas.keys (id text)", url);
  await expect(migratePostgres(url)).rejects.toMatchObject({
    code: "unsupported",
    message: 'postgres: relation "keys" already exists (SQLSTATE 42P07)',
  });
  expect(await server.query("select to_regclass('chaukas.events') as t", url)).toEqual([{ t: null }]);
  await server.query("drop table chaukas.keys", url);
  await migratePostgres(url);
});

it("rejects a database that a newer server has migrated", async () => {
  const url = await server.createDatabase();
  await migratePostgres(url);
  await server.query("update chaukas.schema_version set version = 99", url);
  await expect(openPostgresStore(url)).rejects.toMatchObject({
    name: "StoreError",
    code: "unsupported",
    message: "schema of the database: expected version 7 or older, got 99; run a newer server",
  });
});

it("rejects the schema of an earlier build, which it leaves as it is", async () => {
  const url = await server.createDatabase();
  await migratePostgres(url);
  await server.query("update chaukas.schema_version set version = 1", url);
  const rejection = {
    name: "StoreError",
    code: "unsupported",
    message: expect.stringMatching(
      /^schema of the database: made by an earlier build, .*export its events with that build/,
    ),
  };
  await expect(openPostgresStore(url)).rejects.toMatchObject(rejection);
  await expect(migratePostgres(url, { serverRole: "postgres" })).rejects.toMatchObject(rejection);
  expect(await server.query("select version from chaukas.schema_version", url)).toEqual([{ version: 1 }]);
});

it("rejects a schema without a version", async () => {
  const url = await server.createDatabase();
  await migratePostgres(url);
  await server.query("delete from chaukas.schema_version", url);
  await expect(openPostgresStore(url)).rejects.toMatchObject({
    code: "corrupt",
    message: "chaukas.schema_version: expected one row with a version, got undefined",
  });
});

it("rejects a database that does not exist, and one that is not encoded in UTF-8", async () => {
  const url = await server.createDatabase();
  await expect(openPostgresStore(`${url}_missing`)).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringMatching(/^postgres: database "test_\d+_missing" does not exist \(SQLSTATE 3D000\)$/),
  });
  await server.query("create database latin encoding 'LATIN1' template template0");
  await expect(openPostgresStore(url.replace(/test_\d+$/, "latin"))).rejects.toMatchObject({
    code: "unsupported",
    message: "encoding of the database: expected UTF8, got LATIN1",
  });
});

it("grants a role everything that a server needs, but no way to change an event except redaction", async () => {
  const url = await server.createDatabase();
  await server.query(`create role "the ""server""" login`);
  const asServer = url.replace("postgres@", `${encodeURIComponent('the "server"')}@`);
  await expect(openPostgresStore(asServer)).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringMatching(/^postgres: permission denied for database test_\d+ \(SQLSTATE 42501\)$/),
  });
  await migratePostgres(url, { serverRole: 'the "server"' });
  await useStore(asServer, async (store) => {
    const event = makeNewEvent({ eventId: "one", content: { case: "message", value: { text: "secret" } } });
    expect(await store.append([event, event])).toEqual([{ status: "accepted" }, { status: "duplicate" }]);
    const log = store.log as EventLog;
    const [entry] = await log.readEntries("acme", { fromSequence: 0, limit: 1 });
    await log.redact("acme", makeRedaction(entry as LogEntry, ["/message/text"]));
    await log.saveCheckpoint("acme", { ...(await log.readHead("acme")), note: "", signedMs: 0 });
    const page = await store.findPage({ filter: { tenantId: "acme" }, order: "ascending", limit: 1 });
    expect([page.events.length, page.totalCount]).toEqual([1, 2]);
    expect((await store.countEvents({ tenantId: "acme" })).totalSessions).toBe(1);
    await store.keys.create({
      id: "k",
      hash: new Uint8Array(32),
      tenantId: "acme",
      projectIds: [],
      scopes: ["query"],
      label: "",
      createdMs: 1,
    });
    expect(await store.keys.revoke("k", 2)).toBe(true);
    expect(await store.pageTokenSecret()).toHaveLength(32);
    await store.check();
  });
  for (const change of ["body = ''", "agent_id = ''", "tags = '{}'", "search_terms = '{}'"]) {
    await expect(server.query(`update chaukas.events set ${change}`, asServer)).rejects.toThrow("is append-only");
  }
  for (const statement of [
    "update chaukas.events set leaf = ''",
    "update chaukas.events set session_id = ''",
    "delete from chaukas.events",
    "truncate chaukas.events",
    "update chaukas.tiles set hashes = ''",
    "delete from chaukas.checkpoints",
    "update chaukas.properties set value = ''",
    "alter table chaukas.events disable trigger all",
    "drop table chaukas.events",
    "delete from chaukas.keys",
    "update chaukas.schema_version set version = 0",
  ]) {
    await expect(server.query(statement, asServer)).rejects.toThrow(/permission denied|must be owner/);
  }
});

it("names the expected role if it does not exist", async () => {
  const url = await server.createDatabase();
  await expect(migratePostgres(url, { serverRole: "nobody; drop table x" })).rejects.toMatchObject({
    code: "unsupported",
    message: 'role of the server: expected an existing role, got "nobody; drop table x"',
  });
});

it("refuses changes to events even by the owner and a superuser", async () => {
  const url = await server.createDatabase();
  await server.query("create role owner login");
  await server.query(`grant create on database ${url.split("/").at(-1)} to owner`);
  const asOwner = url.replace("postgres@", "owner@");
  await useStore(asOwner, (store) => store.append([makeNewEvent()]));
  for (const statement of [
    "update chaukas.events set type = 1",
    "delete from chaukas.events",
    "truncate chaukas.events",
  ]) {
    await expect(server.query(statement, asOwner)).rejects.toThrow("permission denied for table events");
    await expect(server.query(`set session_replication_role = replica; ${statement}`, url)).rejects.toThrow(
      /^chaukas\.events is append-only: (UPDATE|DELETE|TRUNCATE) is refused$/,
    );
  }
  expect(await server.query("select count(*)::int as n from chaukas.events", url)).toEqual([{ n: 1 }]);
});
