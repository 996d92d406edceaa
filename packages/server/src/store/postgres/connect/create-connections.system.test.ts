// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { ClientBase } from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type PostgresServer, startPostgres } from "../../../../test/postgres/start-postgres.js";
import { StoreError } from "../../contract/store-error.js";
import { openPostgresStore } from "../open-postgres-store.js";
import { createConnections } from "./create-connections.js";
import { parseHosts } from "./parse-hosts.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const options = { maxConnections: 2, connectTimeoutMs: 2_000, answerTimeoutMs: 2_000, retryMs: 0 };

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

async function useOnce(url: string, sql: string, overrides: Partial<typeof options> = {}) {
  const connections = createConnections(parseHosts(url), { ...options, ...overrides });
  try {
    return (await connections.use((client) => client.query(sql))).rows;
  } finally {
    await connections.close();
  }
}

it("rejects a server that acknowledges commits before they are on disk", async () => {
  const careless = await startPostgres({ fsync: "off" });
  try {
    await expect(openPostgresStore(await careless.createDatabase())).rejects.toMatchObject({
      name: "StoreError",
      code: "unsupported",
      message: "postgres: expected fsync and full_page_writes to be on, so that commits are durable",
    });
  } finally {
    await careless.stop();
  }
});

it("rejects a standby, and connects to the primary that follows it in the list", async () => {
  const primary = await startPostgres();
  const standby = await primary.startStandby();
  try {
    const first = `postgres://postgres@127.0.0.1:${standby.port}`;
    await expect(useOnce(`${first}/postgres`, "select 1")).rejects.toMatchObject({
      code: "unavailable",
      message: "postgres: expected a server that accepts writes, got a standby",
    });
    const both = `${first},127.0.0.1:${primary.port}/postgres`;
    const rows = await useOnce(both, "select inet_server_port() as port", { retryMs: 10_000 });
    expect(rows).toEqual([{ port: primary.port }]);
  } finally {
    await standby.stop();
    await primary.stop();
  }
});

it("skips a host that does not answer", async () => {
  const mute = createServer().listen(0, "127.0.0.1");
  await once(mute, "listening");
  const { port } = mute.address() as AddressInfo;
  const hosts = `postgres://postgres@127.0.0.1:${port},127.0.0.1:${server.port}/postgres`;
  const rows = await useOnce(hosts, "select inet_server_port() as port", { retryMs: 10_000, connectTimeoutMs: 200 });
  expect(rows).toEqual([{ port: server.port }]);
  mute.close();
});

it("gives up on a server that stops answering", async () => {
  const sleep = useOnce(await server.createDatabase(), "select pg_sleep(60)", { answerTimeoutMs: 200 });
  await expect(sleep).rejects.toMatchObject({ code: "unavailable", message: "postgres: Query read timeout" });
});

it("does not retry after a permanent error", async () => {
  const url = await server.createDatabase();
  await expect(useOnce(url, "select * from missing", { retryMs: 600_000 })).rejects.toMatchObject({
    code: "unsupported",
    message: 'postgres: relation "missing" does not exist (SQLSTATE 42P01)',
  });
});

it("retries after a deadlock or a serialization failure", async () => {
  const connections = createConnections(parseHosts(await server.createDatabase()), { ...options, retryMs: 60_000 });
  for (const state of ["40P01", "40001"]) {
    let attempts = 0;
    const result = await connections.use(async (client) => {
      attempts++;
      await client.query(attempts < 3 ? `do $$ begin raise exception using errcode = '${state}'; end $$` : "select 1");
      return attempts;
    });
    expect(result).toBe(3);
  }
  await connections.close();
});

describe("an error of the work on a connection", () => {
  const fail = async (work: (client: ClientBase) => Promise<unknown>) => {
    const connections = createConnections(parseHosts(await server.createDatabase()), { ...options, retryMs: 60_000 });
    let attempts = 0;
    const error: unknown = await connections
      .use((client) => {
        attempts += 1;
        return work(client);
      })
      .catch((reason: unknown) => reason);
    const next = await connections.use((client) => client.query("select 1 as one"));
    await connections.close();
    expect([attempts, next.rows]).toEqual([1, [{ one: 1 }]]);
    return error;
  };

  it.each([
    ["of a program", new TypeError("x is not a function")],
    ["without a class of its own", new Error("expected 2 rows, got 3")],
    ["with a code", Object.assign(new Error("no such file"), { code: "ENOENT" })],
    ["that is a reason of the caller", new DOMException("aborted", "AbortError")],
  ])("is passed on as it is if it is one %s", async (_, error) => {
    expect(await fail(() => Promise.reject(error))).toBe(error);
    expect(await fail((client) => client.query("select 1").then(() => Promise.reject(error)))).toBe(error);
  });

  it("is passed on if the driver cannot send a parameter", async () => {
    const error = await fail((client) => client.query("select $1::json", [{ n: 1n }]));
    expect(error).toBeInstanceOf(TypeError);
  });

  it("is passed on if PostgreSQL refuses a value", async () => {
    const error = await fail((client) => client.query("select $1::text", ["a\u0000b"]));
    expect(error).toMatchObject({ name: "error", code: "22021" });
  });

  it("is passed on if it is one of the store", async () => {
    const error = new StoreError("corrupt", "row 1: expected a hash");
    expect(await fail(() => Promise.reject(error))).toBe(error);
  });
});

it("retries after a connection breaks, wherever the work is", async () => {
  const connections = createConnections(parseHosts(await server.createDatabase()), { ...options, retryMs: 60_000 });
  let attempts = 0;
  const result = await connections.use(async (client) => {
    attempts += 1;
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    if (attempts === 1) {
      await server.query(`select pg_terminate_backend(${rows[0]?.pid})`);
    }
    await client.query("select 1");
    return attempts;
  });
  expect(result).toBe(2);
  await connections.close();
});
