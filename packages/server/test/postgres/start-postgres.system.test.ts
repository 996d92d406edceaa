// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type PostgresServer, startPostgres } from "./start-postgres.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

it("creates a separate database for every caller", async () => {
  const [one, other] = [await server.createDatabase(), await server.createDatabase()];
  await server.query("create table t (n int)", one);
  expect(await server.query("select to_regclass('t') as t", one)).toEqual([{ t: "t" }]);
  expect(await server.query("select to_regclass('t') as t", other)).toEqual([{ t: null }]);
});

it("keeps committed data when it is killed, and restarts on the same port", async () => {
  const url = await server.createDatabase();
  await server.query("create table t (n int); insert into t values (7)", url);
  await server.kill();
  await expect(server.query("select 1", url)).rejects.toThrow("ECONNREFUSED");
  await server.restart();
  expect(await server.query("select n from t", url)).toEqual([{ n: 7 }]);
});

it("starts a standby that follows the server and can be promoted", async () => {
  const url = await server.createDatabase();
  const standby = await server.startStandby();
  try {
    const copy = url.replace(`:${server.port}/`, `:${standby.port}/`);
    expect(await standby.query("select pg_is_in_recovery() as standby", copy)).toEqual([{ standby: true }]);
    await server.query("create table t (n int)", url);
    await expect
      .poll(() => standby.query("select to_regclass('t') as t", copy), { timeout: 20_000 })
      .toEqual([{ t: "t" }]);
    await standby.query("select pg_promote()");
    await standby.query("insert into t values (1)", copy);
  } finally {
    await standby.stop();
  }
});
