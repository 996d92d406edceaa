// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { openStore } from "@chaukas/server";
import { type ChaukasClient, createChaukasClient } from "@chaukas/spec-client";
import { EventType } from "@chaukas/spec-common";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runCommand } from "../served/run-command.js";
import { type ServerProcess, startServerProcess } from "../served/server-process.js";

vi.setConfig({ testTimeout: 120_000 });

const verifier = fileURLToPath(new URL("./cli/main.js", import.meta.resolve("@chaukas/spec-integrity")));
const origin = "audit.example.com/t/acme";
let folder: string;
let store: string;
let server: ServerProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-backup-"));
  store = join(folder, "events.db");
});
afterEach(async () => {
  await server?.kill();
  server = undefined;
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => runCommand(args, { CHAUKAS_STORE: store });

async function start(...flags: string[]): Promise<ChaukasClient> {
  server = await startServerProcess({ store, flags });
  return createChaukasClient({ baseUrl: server.url });
}

let events = 0;

async function ingest(client: ChaukasClient, count: number): Promise<void> {
  const batch = Array.from({ length: count }, () => ({
    eventId: `e-${events++}`,
    tenantId: "acme",
    sessionId: "s-1",
    type: EventType.SYSTEM,
    timestamp: { seconds: 1_760_000_000n },
    metadata: { padding: "x".repeat(2000) },
  }));
  const { rejectedEventIds } = await client.ingestEventBatch({ eventBatch: { events: batch } });
  expect(rejectedEventIds).toEqual([]);
}

async function keepCheckpoint(name: string, minSize: number): Promise<string> {
  const answer = await fetch(`${server?.url}/v1/audit/checkpoint?tenant_id=acme&min_size=${minSize}`);
  const note = await answer.text();
  expect(note).toMatch(new RegExp(`^${origin}\n${minSize}\n`));
  const path = join(folder, name);
  writeFileSync(path, note);
  return path;
}

/** Verifies the running server as an auditor with a kept checkpoint does. */
function verify(key: string, checkpoint: string): Promise<string> {
  const args = [verifier, server?.url ?? "", "--origin", origin, "--key", key, "--checkpoint", checkpoint];
  return new Promise((resolve) => execFile(process.execPath, args, (_, stdout, stderr) => resolve(stdout + stderr)));
}

it("reports what was lost, to auditors, after a server was killed and an older backup was restored", async () => {
  const keyFile = join(folder, "signing.key");
  const created = await run("signing-key", "create", keyFile, "--origin", "audit.example.com", "--tenant", "acme");
  const key = created.stdout.trim();
  let client = await start("--signing-key", keyFile);
  await ingest(client, 20);
  const before = await keepCheckpoint("before", 20);
  const backup = join(folder, "backup.db");
  expect(await run("backup", backup)).toEqual({
    code: 0,
    stdout: `${backup}\n`,
    stderr: 'tenant "acme": 20 events\n',
  });
  await ingest(client, 15);
  const after = await keepCheckpoint("after", 35);
  await server?.kill();

  // What is left of the store is evidence, and in the way.
  expect(await run("restore", backup)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${store}: expected nothing, found a file\n`),
  });
  const evidence = join(folder, "evidence");
  mkdirSync(evidence);
  for (const name of readdirSync(folder).filter((name) => /^events\.db/.test(name))) {
    renameSync(join(folder, name), join(evidence, name));
  }
  const restored = await run("restore", backup);
  expect([restored.code, restored.stderr]).toEqual([
    0,
    'tenant "acme": 20 events\nrestored 20 events; whatever was acknowledged after the backup is lost: ' +
      "compare the logs with the checkpoints that their auditors keep\n",
  ]);

  client = await start("--signing-key", keyFile);
  expect(await verify(key, before)).toMatch(/^PROVED: .*: 20 records\n/);
  const gap = "expected at least 35 records, as in a kept checkpoint, got 20";
  expect(await verify(key, after)).toMatch(new RegExp(`^FAILED: .*${gap}`, "s"));
  // A log that goes on from the backup never looks like the one that was lost.
  await ingest(client, 30);
  expect(await verify(key, after)).toMatch(/^FAILED: .*not those of the kept checkpoint of size 35/s);
});

it("makes a copy that fsck has nothing to say about, while a server writes", async () => {
  const client = await start();
  let isDone = false;
  const writing = (async () => {
    while (!isDone) {
      await ingest(client, 100);
    }
  })();
  const backups = join(folder, "backups");
  mkdirSync(backups);
  try {
    expect(await run("backup", backups)).toMatchObject({ code: 0 });
  } finally {
    isDone = true;
    await writing;
  }
  const [copy = "", ...others] = readdirSync(backups);
  expect([copy, others]).toEqual([expect.stringMatching(/^chaukas-\d{4}-\d\d-\d\dT[-\d.]+Z\.db$/), []]);
  expect(statSync(join(backups, copy)).mode & 0o777).toBe(0o600);
  expect(await runCommand(["fsck", join(backups, copy)])).toMatchObject({ code: 0 });
});

it("neither replaces a file with a backup, nor restores one with findings", async () => {
  await (await openStore(store)).close();
  const backup = join(folder, "backup.db");
  writeFileSync(backup, "something else");
  expect(await run("backup", backup)).toMatchObject({
    code: 1,
    stderr: `error: ${backup}: expected a new file or a folder, found a file\n  what to do: choose another name\n`,
  });
  rmSync(backup);
  expect(await run("backup", backup)).toMatchObject({ code: 0 });
  const database = new DatabaseSync(backup);
  database.exec("DROP TRIGGER events_no_delete");
  database.close();
  const target = join(folder, "restored.db");
  const refused = await runCommand(["restore", backup, "--store", target]);
  expect([refused.code, refused.stderr]).toEqual([
    4,
    expect.stringContaining("expected a store without findings, got 1 finding"),
  ]);
  expect(existsSync(target)).toBe(false);
});

it("names the tools for PostgreSQL, which it neither backs up nor restores", async () => {
  const url = "postgres://user@localhost/database";
  expect(await runCommand(["backup", folder, "--store", url])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("run `pg_dump --format=custom"),
  });
  expect(await runCommand(["restore", join(folder, "x.db"), "--store", url])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching("run `pg_restore` .*`import --log BACKUP`"),
  });
});

it.each(["fsck", "restore"])("says that a file of another kind is no database to %s", async (command) => {
  const other = join(folder, "acme.vkey");
  writeFileSync(other, "audit.example.com/t/acme+57d0736e+AcBAu0bq3vROnhtVJ0axbd");
  expect(await run(command, other)).toEqual({
    code: 1,
    stdout: "",
    stderr:
      `error: store: database ${other}: it is not a SQLite database (file is not a database); restore it from a backup\n` +
      "  what to do: check the path, or restore the store from a backup\n",
  });
});

it.each(["backups/", "backups/today.db"])("expects the folder of the backup %s to exist", async (target) => {
  await (await openStore(store)).close();
  expect(await run("backup", `${folder}/${target}`)).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^error: .*backups\/?: expected an existing folder, found none\n {2}what to do: create it, or choose another\n$/,
    ),
  });
});
