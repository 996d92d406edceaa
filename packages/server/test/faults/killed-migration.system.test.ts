// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { openStore } from "@chaukas/server";
import { expect, it, onTestFinished, vi } from "vitest";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { makePostgresVersion6, makeSqliteVersion6 } from "../events/make-version-6.js";
import { startPostgres } from "../postgres/start-postgres.js";
import { runCommand } from "../served/run-command.js";

// Generous, since a machine that runs the tests of all packages at once is slow.
vi.setConfig({ testTimeout: 180_000 });

const main = join(import.meta.dirname, "../../dist/cli/main.js");
const sessions = 20_000;
const tenantId = "acme";

async function fill(url: string): Promise<void> {
  const store = await openStore(url);
  for (let from = 0; from < sessions; from += 2_000) {
    await store.append(
      Array.from({ length: 2_000 }, (_, index) =>
        makeNewEvent({ tenantId, sessionId: `session-${from + index}`, agentId: `agent-${(from + index) % 100}` }),
      ),
    );
  }
  await store.close();
}

/** Starts a migration, and kills it as soon as `hasBegun`, or some time later. It may have ended by itself. */
async function killMigration(url: string, hasBegun: () => Promise<boolean>, delayMs: number): Promise<void> {
  const child = spawn(process.execPath, [main, "migrate", url], { stdio: "ignore" });
  const closed = once(child, "close");
  while (child.exitCode === null && !(await hasBegun())) {
    await setTimeout(1);
  }
  await setTimeout(delayMs);
  child.kill("SIGKILL");
  await closed;
}

async function expectComplete(url: string): Promise<void> {
  expect(await runCommand(["migrate", url])).toMatchObject({ code: 0 });
  expect(await runCommand(["fsck", url])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`${sessions} events, no findings`),
  });
  const store = await openStore(url);
  const found = await store.findSessions?.({ filter: { tenantId, agentIds: ["agent-7"] }, limit: 500 });
  expect(found?.sessions).toHaveLength(sessions / 100);
  await store.close();
}

it("of an SQLite file leaves the old or the new schema, and is completed by the next", async () => {
  const old = makeStorePath();
  await fill(old);
  makeSqliteVersion6(old);
  for (const delayMs of [0, 0, 2, 10, 50]) {
    const file = makeStorePath();
    copyFileSync(old, file);
    const hasBegun = async () => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
    await killMigration(file, hasBegun, delayMs);
    const database = new DatabaseSync(file);
    const { user_version: version } = database.prepare("PRAGMA user_version").get() ?? {};
    const indexes = database.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'session%by%' ORDER BY 1").all();
    database.close();
    const names = indexes.map(({ name }) => name);
    expect([version, names]).toEqual(
      version === 6
        ? [6, ["sessions_by_time"]]
        : [7, ["session_names_by_name", "sessions_by_class", "sessions_by_project"]],
    );
    await expectComplete(file);
  }
});

it("of PostgreSQL leaves the old or the new schema, and is completed by the next", async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const old = await server.createDatabase();
  await fill(old);
  await makePostgresVersion6(old);
  for (const delayMs of [0, 20, 100, 300]) {
    const url = await server.createDatabase();
    const name = (of: string) => of.split("/").at(-1);
    await server.query(`drop database ${name(url)}`);
    await server.query(`create database ${name(url)} template ${name(old)}`);
    const working = `select from pg_stat_activity where datname = '${name(url)}' and query like '%create index sessions_by%'`;
    await killMigration(url, async () => (await server.query(working)).length > 0, delayMs);
    const [{ version } = { version: 0 }] = await server.query("select version from chaukas.schema_version", url);
    const indexes = await server.query(
      "select indexname from pg_indexes where indexname like 'session%by%' order by 1",
      url,
    );
    const names = indexes.map(({ indexname }) => indexname);
    expect([version, names]).toEqual(
      version === 6
        ? [6, ["sessions_by_time"]]
        : [7, ["session_names_by_name", "sessions_by_class", "sessions_by_project"]],
    );
    await expectComplete(url);
  }
});
