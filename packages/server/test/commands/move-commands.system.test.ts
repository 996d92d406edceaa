// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKey, openStore } from "@chaukas/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { SessionPage } from "../../src/store/contract/session-query.js";
import { exportProof } from "../../src/transfer/logs/export-log.js";
import { importLog } from "../../src/transfer/logs/import-log.js";
import { createStoreSource } from "../../src/transfer/logs/store-source.js";
import { type LogSource, verifyLog } from "../../src/transfer/logs/verify-log.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { type PostgresServer, startPostgres } from "../postgres/start-postgres.js";
import { runCommand } from "../served/run-command.js";
import { startServerProcess } from "../served/server-process.js";
import { fillStore } from "../suites/fill-store.js";

// Starting a database takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string;
let first: string;
let verifierKey: string;
let keyId: string;
let postgres: PostgresServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-move-"));
  first = join(folder, "first.db");
  const store = await openStore(first);
  ({ key: verifierKey } = await fillStore(store));
  keyId = (await createKey(store.keys, { tenantId: "acme", projectIds: ["project-1"] })).stored.id;
  await store.close();
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => runCommand(args, { CHAUKAS_PASSPHRASE: "twelve or more characters" });

/** Reads the exports of all logs, the sums of their sessions, the secret and the keys. */
async function readIdentity(url: string) {
  const store = await openStore(url, { access: "manage" });
  const { log } = store;
  const trails: Record<string, string> = {};
  const sessions: Record<string, SessionPage | undefined> = {};
  for (const tenantId of await store.listTenants()) {
    sessions[tenantId] = await store.findSessions?.({ filter: { tenantId }, limit: 1_000 });
    const { size = 0 } = (await log?.readHead(tenantId)) ?? {};
    for await (const line of log === undefined ? [] : exportProof(log, tenantId, size)) {
      trails[tenantId] = `${trails[tenantId] ?? ""}${line}\n`;
    }
  }
  const identity = { trails, sessions, keys: await store.keys.list(), secret: await store.pageTokenSecret() };
  await store.close();
  return identity;
}

it("moves all logs of a store to PostgreSQL and back, with the keys, by one command each", async () => {
  const [middle, last] = [await postgres.createDatabase(), join(folder, "last.db")];
  const moved = await run("import", "--log", first, "--store", middle, "--with-keys", "--verifier-key", verifierKey);
  expect(moved.stderr).toMatch(
    /^imported 523 records of tenant "acme": 2 redacted events, 2 checkpoints\nimported 1 key\n/m,
  );
  expect(moved.code).toBe(0);
  expect(await run("import", "--log", middle, "--store", last, "--with-keys")).toMatchObject({ code: 0 });
  const identity = await readIdentity(first);
  expect(Object.keys(identity.trails).sort()).toEqual(["ac\u0000me", "acme", "globex"]);
  expect(identity.sessions["acme"]?.sessions.length).toBeGreaterThan(1);
  expect(identity.keys).toMatchObject([{ id: keyId, projectIds: ["project-1"] }]);
  for (const store of [middle, last]) {
    expect(await readIdentity(store)).toEqual(identity);
    const checked = await run("fsck", store, "--key", verifierKey);
    expect(checked).toEqual({ code: 0, stdout: "563 events, no findings\n", stderr: "" });
  }
  const again = await run("import", "--log", first, "--store", middle);
  expect([again.code, again.stderr]).toEqual([
    0,
    expect.stringContaining('already in the store: 523 records of tenant "acme"'),
  ]);
});

it("does not import logs to which a server may add events", async () => {
  const source = join(folder, "served.db");
  const opened = await openStore(source);
  await opened.append([makeNewEvent({ tenantId: "globex" })]);
  await opened.close();
  const server = await startServerProcess({ store: source });
  const target = join(folder, "of-served.db");
  const refused = await run("import", "--log", source, "--store", target).finally(() => server.kill());
  const problem = `error: store: database ${source}: a server uses it, and may add events; stop that server first\n`;
  expect([refused.code, refused.stderr, existsSync(target)]).toEqual([1, expect.stringContaining(problem), false]);
  expect(await run("import", "--log", source, "--store", target)).toMatchObject({ code: 0 });
});

it("says that a log has grown since it was read, as that of PostgreSQL can", async () => {
  const source = await postgres.createDatabase();
  const target = join(folder, "of-growing.db");
  const opened = await openStore(source);
  await opened.append([makeNewEvent({ tenantId: "globex" })]);
  let isOver = false;
  const importing = run("import", "--log", source, "--store", target).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await opened.append([makeNewEvent({ tenantId: "globex" })]);
  }
  await opened.close();
  const { code, stderr } = await importing;
  expect(stderr).toMatch(/^imported \d+ records? of tenant "globex"/);
  expect(stderr).toMatch(
    /^error: postgres:\S+: expected the log of tenant "globex" to stay as it was, got \d+ more records? after the \d+ that/m,
  );
  expect(code).toBe(1);
});

it("moves one log through files, with keys that only the passphrase opens", async () => {
  const [trail, state] = [join(folder, "acme.jsonl"), join(folder, "acme.state")];
  const files = ["--output", trail, "--state", state, "--with-keys"];
  expect(await run("export", "--proof", "--tenant", "acme", "--store", first, ...files)).toMatchObject({ code: 0 });
  expect(readFileSync(state, "utf8")).not.toContain(keyId);
  const last = join(folder, "from-files.db");
  const wrong = await runCommand(["import", "--log", trail, "--state", state, "--with-keys", "--store", last], {
    CHAUKAS_PASSPHRASE: "another passphrase",
  });
  expect([wrong.code, wrong.stderr, existsSync(last)]).toEqual([
    1,
    expect.stringContaining("expected the passphrase of its keys"),
    false,
  ]);
  const moved = await run("import", "--log", trail, "--state", state, "--with-keys", "--store", last);
  expect(moved).toEqual({
    code: 0,
    stdout: "",
    stderr: 'imported 523 records of tenant "acme": 2 redacted events, 2 checkpoints\nimported 1 key\n',
  });
  const { trails, keys } = await readIdentity(last);
  const identity = await readIdentity(first);
  expect([trails["acme"], keys]).toEqual([identity.trails["acme"], identity.keys]);
});

it("stores nothing in PostgreSQL of a log that changes while it is read", async () => {
  const [from, to] = [await openStore(first, { access: "manage" }), await openStore(await postgres.createDatabase())];
  const source = createStoreSource(from, "acme", "first");
  const changing: LogSource = {
    ...source,
    // Shorter than when it was verified: all records but the last are written before that shows.
    readLines: () => source.readLines(522),
  };
  await expect(importLog(changing, await verifyLog(source), to, () => {})).rejects.toMatchObject({ code: "changed" });
  expect([await to.listTenants(), await to.log?.readCheckpoint("acme")]).toEqual([[], undefined]);
  expect(await importLog(source, await verifyLog(source), to, () => {})).toBe("imported");
  await Promise.all([from.close(), to.close()]);
});

it("refuses a forged log by the name of its record, before a store is opened", async () => {
  const [trail, target] = [join(folder, "forged.jsonl"), join(folder, "forged.db")];
  await run("export", "--proof", "--tenant", "acme", "--store", first, "--output", trail);
  writeFileSync(trail, readFileSync(trail, "utf8").replace("words of number 42", "words of number 43"));
  const refused = await run("import", "--log", trail, "--store", target);
  expect(refused.stderr).toMatch(/^error: \S+forged\.jsonl:44: record 42 \(e-42\): the event was altered: /m);
  expect([refused.code, existsSync(target)]).toEqual([4, false]);
});

it("asks for --log when it gets a log without it, and for other options without it", async () => {
  const trail = join(folder, "plain.jsonl");
  writeFileSync(trail, '{"format":"chaukas-integrity/1","origin":"localhost/t/globex","size":0}\n');
  const target = join(folder, "plain.db");
  expect(await run("import", trail, "--store", target)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("plain.jsonl:1: expected one event per line, got a log with proofs\n"),
  });
  expect(await run("import", "-", "--log")).toMatchObject({ code: 2, stderr: expect.stringContaining("got stdin") });
  expect(await run("import", trail, "--with-keys")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--with-keys: expected it together with --log\n"),
  });
});

it("changes the host of logs that were never signed, once", async () => {
  const store = join(folder, "unsigned.db");
  const opened = await openStore(store);
  await opened.append([makeNewEvent({ tenantId: "globex" })]);
  await opened.close();
  expect(await run("migrate", store, "--origin", "audit.example.com")).toMatchObject({ code: 0 });
  const { trails } = await readIdentity(store);
  expect(trails["globex"]).toMatch(/^\{"format":"chaukas-integrity\/1","origin":"audit\.example\.com\/t\/globex"/);
  expect(await run("fsck", store)).toMatchObject({ code: 0 });
  expect(await run("migrate", store, "--origin", "logs.example.com")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"audit.example.com", which never changes, got "logs.example.com"'),
  });
});
