// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@chaukas/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeNewEvent } from "../events/make-new-event.js";
import { makePostgresVersion2, makeSqliteVersion2 } from "../events/make-version-2.js";
import { type PostgresServer, startPostgres } from "../postgres/start-postgres.js";
import { runCommand } from "../served/run-command.js";

// Starting a database takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let postgres: PostgresServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-store-commands-"));
  postgres = await startPostgres();
  await postgres.query("create role server login; create role owner login password 'secret'");
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

it("migrates PostgreSQL as one role for servers that run as another", async () => {
  const url = await postgres.createDatabase();
  const [asOwner, asServer] = [url.replace("postgres@", "owner:secret@"), url.replace("postgres@", "server@")];
  await postgres.query(`grant create on database ${url.split("/").at(-1)} to owner`);
  const refused = await runCommand(["stats", "--store", asServer]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("permission denied for database")]);
  const migrated = await runCommand(["migrate", asOwner, "--server-role", "server"]);
  expect(migrated).toMatchObject({ code: 0, stderr: `migrated: ${asOwner.replace("secret", "***")}\n` });
  expect(await runCommand(["keys", "create", "--tenant", "acme", "--store", asServer])).toMatchObject({ code: 0 });
  expect(await runCommand(["migrate", "--store", asOwner])).toMatchObject({ code: 0 });
});

it("migrates a store of version 2, and says what takes so long", async () => {
  const stores = [join(folder, "version-2.db"), await postgres.createDatabase()] as const;
  for (const url of stores) {
    const store = await openStore(url);
    await store.append([makeNewEvent(), makeNewEvent()]);
    await store.close();
  }
  makeSqliteVersion2(stores[0]);
  await makePostgresVersion2(stores[1]);
  for (const url of stores) {
    const stderr = `migrating: reading all 2 events again\nmigrated: ${url}\n`;
    expect(await runCommand(["fsck", url])).toMatchObject({ code: 1 });
    expect(await runCommand(["migrate", url])).toMatchObject({ code: 0, stderr });
  }
});

it("reports a role that does not exist", async () => {
  const result = await runCommand(["migrate", await postgres.createDatabase(), "--server-role", "nobody"]);
  expect(result.code).toBe(1);
  expect(result.stderr).toContain('error: store: role of the server: expected an existing role, got "nobody"\n');
});

it("explains each way in which PostgreSQL can refuse a server", async () => {
  const url = await postgres.createDatabase();
  await runCommand(["migrate", url]);
  const cases = [
    [url.replace("postgres@", "nobody@"), 'role "nobody" does not exist', "check the user in the URL"],
    [`${url}_missing`, '_missing" does not exist', "check the name of the database in the URL"],
    [url.replace("postgres@", "server@"), "permission denied", "as the owner of the tables, grant the role"],
  ] as const;
  const results = await Promise.all(cases.map(([store]) => runCommand(["stats", "--store", store])));
  for (const [index, { code, stderr }] of results.entries()) {
    const [, problem, remedy] = cases[index] ?? [];
    expect([code, stderr]).toEqual([1, expect.stringContaining(problem ?? "")]);
    expect(stderr).toContain(`\n  what to do: ${remedy}`);
  }
});

it("purges PostgreSQL only as its owner", async () => {
  const url = await postgres.createDatabase();
  await runCommand(["migrate", url, "--server-role", "server"]);
  const refused = await runCommand(["purge", url.replace("postgres@", "server@")]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    "error: store: postgres: expected a role that owns chaukas.events; connect as its owner to purge\n",
  );
  expect(await runCommand(["purge", url])).toMatchObject({ code: 0, stderr: `purged: ${url}\n` });
});

it("creates and purges an SQLite file, which has no roles", async () => {
  const store = join(folder, "events.db");
  expect(await runCommand(["migrate", store])).toMatchObject({ code: 0, stderr: `migrated: ${store}\n` });
  expect(existsSync(store)).toBe(true);
  expect(await runCommand(["purge", "--store", store])).toMatchObject({ code: 0, stderr: `purged: ${store}\n` });
  expect(await runCommand(["migrate", store, "--server-role", "server"])).toMatchObject({
    code: 2,
    stderr: `error: --server-role: expected a store in PostgreSQL, got "${store}"\n  what to do: see \`chaukas-server migrate --help\`\n`,
  });
});
