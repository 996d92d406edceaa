// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openStore } from "@chaukas/server";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { makeSqliteVersion5 } from "../events/make-version-5.js";
import { runCommand } from "../served/run-command.js";
import { type ServerProcess, startServerProcess } from "../served/server-process.js";

vi.setConfig({ testTimeout: 120_000 });

const readingCommands = [
  ["query", "--text", "hello"],
  ["show", "session-1"],
  ["report"],
  ["stats"],
  ["export"],
  ["export", "--proof", "--tenant", "acme"],
  ["keys", "list"],
  ["checkpoint", "--tenant", "acme"],
];

let store: string;
let server: ServerProcess;
beforeEach(async () => {
  store = makeStorePath();
  const key = join(dirname(store), "signing.key");
  await runCommand(["signing-key", "create", key, "--origin", "audit.example.com"]);
  server = await start("--signing-key", key);
  await ingest("event-1");
  expect((await fetch(`${server.url}/v1/audit/checkpoint?min_size=1`)).status).toBe(200);
});

it.each<[what: string, end: () => Promise<unknown>, suffixes: readonly string[], created: readonly string[]]>([
  ["a server that stopped", () => server.stop(), [""], []],
  ["a killed server", () => server.kill(), ["", "-lock", "-shm", "-wal"], []],
  ["a killed server, without the index of the log", () => server.kill(), ["", "-wal"], ["-shm"]],
])("commands that read leave the files of %s as they are", async (_, end, suffixes, created) => {
  await end();
  const copy = makeStorePath();
  for (const suffix of suffixes) {
    copyFileSync(store + suffix, copy + suffix);
  }
  const before = hashFiles(copy);
  for (const command of readingCommands) {
    const { code, stdout, stderr } = await runCommand([...command, "--store", copy]);
    expect({ command, code, stderr }).toMatchObject({ code: 0 });
    expect(stdout, command.join(" ")).not.toBe("");
    const after = hashFiles(copy).filter(([name]) => !created.includes(name));
    expect(after, command.join(" ")).toEqual(before);
  }
});

it("commands that read find what a running server has just recorded", async () => {
  for (const eventId of ["event-2", "event-3", "event-4"]) {
    await ingest(eventId);
    const { stdout } = await runCommand(["query", "--format", "json", "--limit", "1", "--store", store]);
    expect(JSON.parse(stdout)).toMatchObject({ event_id: eventId });
  }
  await server.kill();
  server = await start();
  await ingest("event-5");
  expect((await runCommand(["stats", "--json", "--store", store])).stdout).toContain('"events":5');
});

it("commands that read do not migrate a store of an older version", async () => {
  await server.stop();
  makeSqliteVersion5(store);
  const before = hashFiles(store);
  const problem = `database ${store}: expected schema version 7, got 5`;
  const remedy = "`chaukas-server migrate` migrates it; to keep it as it is, migrate a copy";
  for (const command of readingCommands) {
    const { code, stderr } = await runCommand([...command, "--store", store]);
    expect({ command, code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining(problem) });
    expect(stderr).toContain(remedy);
    expect(hashFiles(store)).toEqual(before);
  }
  expect((await runCommand(["migrate", store])).code).toBe(0);
  expect((await runCommand(["stats", "--json", "--store", store])).stdout).toContain('"events":1');
});

it("a store that is only read shows what another program begins to write meanwhile", async () => {
  await server.stop();
  const reading = await openStore(store, { access: "read" });
  onTestFinished(() => reading.close());
  const count = async () => (await reading.countEvents({ tenantId: "acme" })).totalEvents;
  expect(await count()).toBe(1);
  const { log } = reading;
  await expect(log?.saveCheckpoint("acme", { size: 1, note: "", root: new Uint8Array(32) } as never)).rejects.toThrow(
    `database ${store}: it is open for reading only`,
  );
  const writing = await openStore(store);
  await writing.append([makeNewEvent({ tenantId: "acme", eventId: "event-2" })]);
  expect(await count()).toBe(2);
  await writing.append([makeNewEvent({ tenantId: "acme", eventId: "event-3" })]);
  expect(await count()).toBe(3);
  await writing.close();
  expect(await count()).toBe(3);
});

async function start(...flags: string[]): Promise<ServerProcess> {
  const started = await startServerProcess({ store, flags: ["--default-tenant", "acme", ...flags] });
  onTestFinished(() => started.kill());
  return started;
}

async function ingest(eventId: string): Promise<void> {
  const timestamp = new Date().toISOString();
  const content = { kind: "message", text: "hello" };
  const event = { event_id: eventId, session_id: "session-1", type: "INPUT_RECEIVED", timestamp, content };
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${server.url}/v1/events`, { method: "POST", headers, body: JSON.stringify(event) });
  expect(response.status).toBe(202);
}

/** Returns the hash of each file of a store by what follows the name of the store. */
function hashFiles(file: string): [suffix: string, hash: string][] {
  const folder = dirname(file);
  return readdirSync(folder)
    .sort()
    .map((name) => [
      name.replace("events.db", ""),
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]);
}
