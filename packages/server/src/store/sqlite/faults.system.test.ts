// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openStore, type StoreErrorCode } from "@chaukas/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeNewEvent } from "../../../test/events/make-new-event.js";
import { makeRedaction } from "../../../test/events/make-redaction.js";
import { makeSqliteVersion5 } from "../../../test/events/make-version-5.js";
import type { EventLog, LogEntry } from "../contract/event-log.js";
import type { EventStore } from "../contract/event-store.js";

// Generous, since a machine that runs the tests of all packages at once is slow.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder = "";
let file = "";
const open: EventStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-faults-"));
  file = join(folder, "events.db");
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function openHere(options: Parameters<typeof openStore>[1] = {}): Promise<EventStore> {
  const store = await openStore(file, options);
  open.push(store);
  return store;
}

/** Asserts that a promise rejects with a `StoreError` of this code and message. */
function expectFailure(promise: Promise<unknown>, code: StoreErrorCode, message: string): Promise<void> {
  return expect(promise).rejects.toMatchObject({ name: "StoreError", code, message });
}

function writeDatabase(sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

async function fill(count: number): Promise<void> {
  const store = await openStore(file);
  await store.append(Array.from({ length: count }, () => makeNewEvent()));
  await store.close();
}

describe("a file that is not a store", () => {
  test("is refused when it is not a database", async () => {
    writeFileSync(file, "this text has more than a hundred bytes and is not a database. ".repeat(20));
    const message = `database ${file}: it is not a SQLite database (file is not a database); restore it from a backup`;
    await expectFailure(openHere(), "corrupt", message);
  });

  test("is refused when it belongs to another program", async () => {
    writeDatabase("CREATE TABLE albums (title TEXT)");
    const message = `database ${file}: it belongs to another program; use another file`;
    await expectFailure(openHere(), "unsupported", message);
  });

  test("is refused when a newer version wrote it", async () => {
    await fill(1);
    writeDatabase("PRAGMA user_version = 1000");
    const reason = "expected schema version 7 at most, got 1000; use the newer @chaukas/server that wrote it";
    await expectFailure(openHere(), "unsupported", `database ${file}: ${reason}`);
  });

  test("is refused when a build before the first release made it", async () => {
    await fill(1);
    writeDatabase("PRAGMA user_version = 1");
    const problem = "made by an earlier build, which this version cannot read";
    const remedy = "export its events with that build, and import them into a new store";
    await expectFailure(openHere(), "unsupported", `database ${file}: ${problem}; ${remedy}`);
    await expectFailure(openHere({ access: "manage" }), "unsupported", `database ${file}: ${problem}; ${remedy}`);
  });

  test("is refused when its folder does not exist", async () => {
    file = join(folder, "nowhere", "events.db");
    const reason = "the file cannot be opened (unable to open database file); fix that and try again";
    await expectFailure(openHere(), "unavailable", `database ${file}: ${reason}`);
  });

  test("is refused when it is a folder", async () => {
    mkdirSync(file);
    const reason = "the file cannot be opened (unable to open database file); fix that and try again";
    await expectFailure(openHere(), "unavailable", `database ${file}: ${reason}`);
  });
});

describe("a store with events", () => {
  const asItIs = "open it as it is, or create a new store";

  test("keeps its log and its origin host", async () => {
    const [first, again] = [await openHere({ originHost: "a.example" }), { access: "manage" } as const];
    await first.append([makeNewEvent()]);
    expect((await openHere(again)).log?.originHost).toBe("a.example");
    const log = "its events were ingested with integrity on, which can no longer be turned off";
    await expectFailure(openHere({ ...again, integrity: false }), "unsupported", `database ${file}: ${log}; ${asItIs}`);
    const host = `its logs have the origin host "a.example", got "b.example"`;
    const remedy = "since they were never signed, `chaukas-server migrate --origin HOST` can change it once";
    const other = { ...again, originHost: "b.example" };
    await expectFailure(openHere(other), "unsupported", `database ${file}: ${host}; ${remedy}`);
  });

  test("changes its host once, on request, if it was never signed", async () => {
    const mayChangeHost = true;
    const first = await openHere({ originHost: "a.example" });
    await first.append([makeNewEvent()]);
    await first.close();
    const changed = await openHere({ originHost: "b.example", mayChangeHost });
    const [{ event } = { event: undefined }] = await changed.readLog("acme", { limit: 1 });
    expect(event?.wormProofId).toBe("b.example/t/acme#0");
    await changed.close();
    const host = `its logs have the origin host "b.example", which never changes, got "a.example"`;
    const back = openHere({ originHost: "a.example", mayChangeHost });
    await expectFailure(back, "unsupported", `database ${file}: ${host}; ${asItIs}`);
  });

  test("never changes its host after a checkpoint", async () => {
    const store = await openHere({ originHost: "a.example" });
    await store.append([makeNewEvent()]);
    const root = new Uint8Array(32);
    await store.log?.saveCheckpoint("acme", { size: 1, root, note: "a.example/t/acme\n1\n\n", signedMs: 1 });
    await store.close();
    const host = `its logs have the origin host "a.example", which never changes, got "b.example"`;
    const other = openHere({ originHost: "b.example", mayChangeHost: true });
    await expectFailure(other, "unsupported", `database ${file}: ${host}; ${asItIs}`);
  });

  test("stays without a log if it was created without one", async () => {
    const store = await openHere({ integrity: false });
    const { seal: _, ...unsealed } = makeNewEvent();
    await store.append([unsealed, makeNewEvent()]);
    expect(store.log).toBeUndefined();
    const [{ event } = { event: undefined }] = await store.readLog("acme", { limit: 1 });
    expect(event).toMatchObject({ contentHash: "", hashPrev: "", wormProofId: "" });
    const log = "its events were ingested with integrity off, which can no longer be turned on";
    const asked = { access: "manage", integrity: true } as const;
    await expectFailure(openHere(asked), "unsupported", `database ${file}: ${log}; ${asItIs}`);
    expect((await openHere({ access: "manage" })).log).toBeUndefined();
  });

  test("names the event whose opening cannot be decoded", async () => {
    await fill(2);
    writeDatabase("DROP TRIGGER events_no_update; UPDATE events SET salt_key = NULL, opening = x'ff' WHERE id % 2 = 1");
    const { log } = await openHere();
    const reason = "the opening of the event with sequence 1 cannot be decoded; restore it from a backup";
    const read = log?.readEntries("acme", { fromSequence: 0, limit: 10 }) ?? Promise.resolve();
    await expectFailure(read, "corrupt", `database ${file}: ${reason}`);
  });

  test("accepts redactions only from its server, and checkpoints also from others", async () => {
    const server = await openHere();
    await server.append([makeNewEvent({ metadata: { secret: "x" } })]);
    const beside = (await openHere({ access: "manage" })).log as EventLog;
    const [entry] = await beside.readEntries("acme", { fromSequence: 0, limit: 1 });
    const redaction = makeRedaction(entry as LogEntry, ["/metadata"]);
    const reason = "it is open for management, without appends; use the server";
    await expectFailure(beside.redact("acme", redaction), "unavailable", `database ${file}: ${reason}`);
    const { size, root } = await beside.readHead("acme");
    const checkpoint = { size, root, note: "note", signedMs: 1 };
    await beside.saveCheckpoint("acme", checkpoint);
    expect(await server.log?.readCheckpoint("acme")).toEqual(checkpoint);
    await server.log?.redact("acme", redaction);
    await beside.purge();
    await server.append([makeNewEvent()]);
    expect(await server.log?.readHead("acme")).toMatchObject({ size: 3 });
  });
});

describe("a damaged file", () => {
  test("that was truncated is reported as corrupt", async () => {
    await fill(500);
    truncateSync(file, statSync(file).size / 2);
    const use = openHere().then((store) => store.readLog("acme", { limit: 1000 }));
    await expect(use).rejects.toMatchObject({ name: "StoreError", code: "corrupt" });
    await expect(use).rejects.toThrow(/its content is damaged \(.*\); restore it from a backup$/);
  });

  test("that was overwritten with garbage is reported as corrupt", async () => {
    await fill(500);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 100);
    writeFileSync(file, bytes);
    await expect(openHere()).rejects.toMatchObject({ name: "StoreError", code: "corrupt" });
  });

  test("is reported with the event that cannot be decoded", async () => {
    await fill(3);
    writeDatabase("DROP TRIGGER events_no_update; UPDATE events SET body = x'ff' WHERE id % 4294967296 = 1");
    const store = await openHere();
    const reason = "the event with sequence 1 cannot be decoded; restore it from a backup";
    await expectFailure(store.readLog("acme", { limit: 10 }), "corrupt", `database ${file}: ${reason}`);
    expect(await store.readLog("acme", { fromSequence: 2, limit: 10 })).toHaveLength(1);
  });
});

describe("a file that is in use", () => {
  test("is refused to a second server until the first closes it", async () => {
    const first = await openHere();
    const reason = "another server uses it; stop that server or use another file";
    await expectFailure(openHere(), "unavailable", `database ${file}: ${reason}`);
    await first.close();
    await expect(openHere()).resolves.toBeDefined();
  });

  test("can be read beside the server, and its keys can be managed", async () => {
    const server = await openHere();
    await server.append([makeNewEvent()]);
    const beside = await openHere({ access: "manage" });
    expect(await beside.readLog("acme", { limit: 10 })).toHaveLength(1);
    const hash = new Uint8Array(32).fill(1);
    const key = { id: "k", hash, tenantId: "acme", projectIds: [], scopes: [], label: "", createdMs: 1 };
    await beside.keys.create(key);
    expect(await server.keys.findByHash(hash)).toEqual(key);
    const reason = "it is open for management, without appends; use the server";
    await expectFailure(beside.append([makeNewEvent()]), "unavailable", `database ${file}: ${reason}`);
  });

  test("is not migrated while a server of another version uses it", async () => {
    await fill(1);
    writeDatabase("PRAGMA user_version = 0");
    const server = new DatabaseSync(`${file}-lock`);
    server.exec("BEGIN EXCLUSIVE");
    const reason = "its schema cannot be migrated while a server uses it; stop that server, or use its version";
    await expectFailure(openHere({ access: "manage" }), "unavailable", `database ${file}: ${reason}`);
    server.close();
    makeSqliteVersion5(file);
    writeDatabase("DROP TABLE cursors; PRAGMA user_version = 2");
    expect(await (await openHere({ access: "manage" })).readLog("acme", { limit: 10 })).toHaveLength(1);
  });

  test("rejects appends while another program locks it, and accepts them afterwards", async () => {
    const store = await openHere();
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    const reason = "another process holds a lock on it (database is locked); fix that and try again";
    await expectFailure(store.append([makeNewEvent()]), "unavailable", `database ${file}: ${reason}`);
    other.exec("ROLLBACK");
    other.close();
    expect(await store.append([makeNewEvent()])).toEqual([{ status: "accepted" }]);
    expect((await store.readLog("acme", { limit: 10 })).map(({ sequence }) => sequence)).toEqual([0]);
  });
});

test("on a full disk, appends fail as a whole, acknowledged events are kept, and queries are answered", async () => {
  const store = await openHere({ maxBytes: 400_000 });
  const acknowledged: string[] = [];
  const appendMore = async () => {
    for (;;) {
      const events = Array.from({ length: 50 }, () => makeNewEvent({ metadata: { filler: "x".repeat(200) } }));
      await store.append(events);
      acknowledged.push(...events.map(({ event }) => event.eventId));
    }
  };
  const reason = "the disk is full (database or disk is full); fix that and try again";
  await expectFailure(appendMore(), "unavailable", `database ${file}: ${reason}`);
  const idsOf = async (from: EventStore) =>
    (await from.readLog("acme", { limit: 100_000 })).map(({ event }) => event.eventId);
  expect(await idsOf(store)).toEqual(acknowledged);
  await store.close();

  const roomy = await openHere();
  const next = makeNewEvent();
  expect(await roomy.append([next])).toEqual([{ status: "accepted" }]);
  expect(await idsOf(roomy)).toEqual([...acknowledged, next.event.eventId]);
});

test("a query that takes too long is stopped, and the store keeps working", async () => {
  const store = await openHere({ maxQueryMs: 0, readers: 1 });
  await store.append(Array.from({ length: 600 }, (_, index) => makeNewEvent({ agentId: `agent-${index % 2}` })));
  const costly = {
    filter: { tenantId: "acme", agentId: "agent-0", severities: [3] },
    order: "ascending",
    limit: 1,
  } as const;
  const message = "query: expected at most 0 ms, took longer; narrow its filter or time range";
  await expectFailure(store.findPage(costly), "too_costly", message);
  await expectFailure(store.countEvents({ tenantId: "acme", start: { seconds: 0n, nanos: 0 } }), "too_costly", message);
  expect((await store.countEvents({ tenantId: "acme" })).totalEvents).toBe(600);
});

test("a closed store rejects calls", async () => {
  const store = await openHere();
  await store.close();
  const message = "store: it is closed; open it again";
  await expectFailure(store.append([makeNewEvent()]), "unavailable", message);
  await expectFailure(store.listTenants(), "unavailable", message);
  await expect(store.close()).resolves.toBeUndefined();
});

test("appends under way when the store is closed are stored", async () => {
  const store = await openHere();
  const appends = Array.from({ length: 20 }, () => store.append([makeNewEvent()]));
  await store.close();
  expect(await Promise.all(appends)).toEqual(appends.map(() => [{ status: "accepted" }]));
});
