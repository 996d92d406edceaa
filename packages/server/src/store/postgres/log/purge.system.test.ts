// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { makeRedaction } from "../../../../test/events/make-redaction.js";
import { type PostgresServer, startPostgres } from "../../../../test/postgres/start-postgres.js";
import { findLogFaults } from "../../../../test/suites/find-log-faults.js";
import type { EventLog, LogEntry } from "../../contract/event-log.js";
import type { EventStore } from "../../contract/event-store.js";
import { openPostgresStore } from "../open-postgres-store.js";
import { migratePostgres } from "../schema/migrate.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;

beforeAll(async () => {
  // Operators set this to have old segments of the write-ahead log removed rather than kept for reuse.
  server = await startPostgres({ wal_recycle: "off" });
});

afterAll(() => server.stop());

/** Finds the files of the server that contain any of the needles. Returns them by needle. */
async function findInFiles(needles: Readonly<Record<string, Uint8Array>>): Promise<Record<string, string[]>> {
  const [{ folder } = {}] = (await server.query("select current_setting('data_directory') as folder")) as {
    folder?: string;
  }[];
  const found: Record<string, string[]> = Object.fromEntries(Object.keys(needles).map((name) => [name, []]));
  for (const file of readdirSync(folder as string, { recursive: true }).map(String)) {
    const path = join(folder as string, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
      continue;
    }
    const content = readFileSync(path);
    for (const [name, needle] of Object.entries(needles)) {
      if (content.includes(Buffer.from(needle))) {
        found[name]?.push(file);
      }
    }
  }
  return found;
}

const words = {
  ...{ short: "zq7short", kept: "zq7kept", key: "zq7key", nested: "zq7nested", han: "𠮷𡈽𠀋" },
  ...{ tag: "zq7tag", agentId: "zq7agent", agentName: "zq7name" },
};
// Too long for a row, and not compressible.
const long = Array.from({ length: 4_000 }, (_, index) => `zq7l${((index + 1) * 7919).toString(36)}`).join(" ");

async function storeSecrets(store: EventStore): Promise<LogEntry[]> {
  const log = store.log as EventLog;
  const text = (value: string) => ({ case: "message", value: { role: "user", text: value } }) as const;
  const { agentId, agentName } = words;
  await store.append([
    // Frequent enough to appear in the statistics.
    ...Array.from({ length: 50 }, () =>
      makeNewEvent({
        content: text(`${words.short} ${words.han} value`),
        agentId,
        agentName,
        tags: [words.tag, "other"],
      }),
    ),
    makeNewEvent({ content: text(long), metadata: { outer: { [words.key]: [words.nested] }, kept: words.kept } }),
  ]);
  return [...(await log.readEntries("acme", { fromSequence: 0, limit: 100 }))];
}

/** Finds the words to be redacted that the statistics of the planner show. Returns their names. */
async function findInStatistics(url: string): Promise<string[]> {
  const rows = await server.query(
    "select to_json(s)::text as statistics from pg_stats s where schemaname = 'chaukas'",
    url,
  );
  const text = JSON.stringify(rows);
  const found = Object.entries(words).filter(([name, word]) => name !== "kept" && text.includes(word));
  return found.map(([name]) => name).sort();
}

it("leaves no redacted value in any file of the server, including its write-ahead log and statistics", async () => {
  const url = await server.createDatabase();
  const store = await openPostgresStore(url);
  const log = store.log as EventLog;
  const entries = await storeSecrets(store);
  const last = entries.at(-1) as LogEntry;
  await server.query("analyze chaukas.events; checkpoint", url);
  const needles: Record<string, Uint8Array> = {
    ...Object.fromEntries(Object.entries(words).map(([name, word]) => [name, Buffer.from(word)])),
    hanPair: Buffer.from(words.han.slice(2)),
    long: Buffer.from(long.slice(0, 20)),
    longEnd: Buffer.from(long.slice(-20)),
    contentHash: Buffer.from(last.event.contentHash, "hex"),
    contentHashText: Buffer.from(last.event.contentHash),
    saltKey: last.opening.kind === "salt_key" ? last.opening.saltKey : new Uint8Array(),
  };
  const before = await findInFiles(needles);
  const isFound = (found: Record<string, string[]>) =>
    Object.fromEntries(Object.entries(found).map(([name, files]) => [name, files.length > 0]));
  const everything = Object.fromEntries([...Object.keys(words), "contentHash", "saltKey"].map((name) => [name, true]));
  expect(isFound(before)).toMatchObject(everything);
  expect(await findInStatistics(url)).toEqual(["agentId", "agentName", "han", "short", "tag"]);
  expect(Object.values(before).flat().join(" ")).toMatch(/base\/.*pg_wal\//);

  for (const entry of entries) {
    const isLast = entry === last;
    const others = isLast ? ["/metadata/outer"] : ["/tags", "/agent_id", "/agent_name"];
    await log.redact("acme", makeRedaction(entry, ["/message/text", ...others]));
  }
  await log.purge();
  expect(await findInStatistics(url)).toEqual([]);
  const { kept, ...others } = await findInFiles(needles);
  expect(kept).not.toEqual([]);
  expect(others).toEqual({
    short: [],
    key: [],
    nested: [],
    han: [],
    hanPair: [],
    tag: [],
    agentId: [],
    agentName: [],
    long: [],
    longEnd: [],
    contentHash: [],
    contentHashText: [],
    saltKey: [],
  });
  expect(await findLogFaults(log, "acme")).toEqual([]);
  await store.close();
});

it("does nothing if the role does not own the tables, but rejects if a complete purge is required", async () => {
  const url = await server.createDatabase();
  await server.query("create role appender login");
  await migratePostgres(url, { serverRole: "appender" });
  const asAppender = url.replace("postgres@", "appender@");
  const store = await openPostgresStore(asAppender);
  await expect(store.log?.purge()).resolves.toBeUndefined();
  await store.close();
  const complete = await openPostgresStore(asAppender, { purge: "complete" });
  await expect(complete.log?.purge()).rejects.toMatchObject({
    name: "StoreError",
    code: "unsupported",
    message: "postgres: expected a role that owns chaukas.events; connect as its owner to purge",
  });
  await complete.close();
});

it("rejects if the role owns the tables, but not the database with its statistics", async () => {
  const url = await server.createDatabase();
  await server.query("create role tables_owner login");
  await server.query(`grant create on database ${url.split("/").at(-1)} to tables_owner`);
  const store = await openPostgresStore(url.replace("postgres@", "tables_owner@"), { purge: "complete" });
  await expect(store.log?.purge()).rejects.toMatchObject({
    code: "unsupported",
    message: "postgres: expected a role that owns the database, for its statistics; connect as its owner to purge",
  });
  await store.close();
});

it("shares one purge among concurrent calls, starting after all of them", async () => {
  const url = await server.createDatabase();
  const store = await openPostgresStore(url);
  await store.append([makeNewEvent()]);
  const fileOf = async () =>
    (await server.query("select pg_relation_filenode('chaukas.events')::int as n", url))[0]?.["n"];
  const files = [await fileOf()];
  await Promise.all(Array.from({ length: 10 }, () => store.log?.purge()));
  files.push(await fileOf());
  expect(files[1]).not.toBe(files[0]);
  await store.close();
});

it("keeps all events when it is purged without a redaction, and appends at the same time", async () => {
  const url = await server.createDatabase();
  const store = await openPostgresStore(url);
  const appends = Array.from({ length: 20 }, () => store.append([makeNewEvent()]));
  await store.log?.purge();
  expect((await Promise.all(appends)).flat()).toHaveLength(20);
  expect(await findLogFaults(store.log as EventLog, "acme")).toEqual([]);
  await store.close();
});
