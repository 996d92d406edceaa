// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { makeRedaction } from "../../../../test/events/make-redaction.js";
import { type PostgresServer, startPostgres } from "../../../../test/postgres/start-postgres.js";
import { findLogFaults } from "../../../../test/suites/find-log-faults.js";
import type { EventLog, LogEntry } from "../../contract/event-log.js";
import type { EventStore } from "../../contract/event-store.js";
import { openPostgresStore } from "../open-postgres-store.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;
let url: string;
let store: EventStore;
let log: EventLog;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.createDatabase();
  store = await openPostgresStore(url);
  log = store.log as EventLog;
});

afterAll(async () => {
  await store.close();
  await server.stop();
});

const makeSecret = (tenantId: string, text = "the secret word") =>
  makeNewEvent({ tenantId, content: { case: "message", value: { role: "user", text } }, metadata: { kept: "here" } });

async function readEntry(tenantId: string, fromSequence = 0): Promise<LogEntry> {
  const [entry] = await log.readEntries(tenantId, { fromSequence, limit: 1 });
  return entry as LogEntry;
}

async function storeSecret(tenantId: string): Promise<LogEntry> {
  await store.append([makeSecret(tenantId)]);
  return readEntry(tenantId);
}

const findWord = async (tenantId: string, word: string) =>
  (await store.findPage({ filter: { tenantId, words: [word] }, order: "ascending", limit: 10 })).totalCount;

it("removes values, their words, the key of the salts and the content hash, and records it in the log", async () => {
  const tenantId = "redact";
  const entry = await storeSecret(tenantId);
  expect([await findWord(tenantId, "secret"), await findWord(tenantId, "here")]).toEqual([1, 1]);
  expect(await log.redact(tenantId, makeRedaction(entry, ["/message/text"]))).toEqual({ recordSequence: 1 });
  expect([await findWord(tenantId, "secret"), await findWord(tenantId, "here")]).toEqual([0, 1]);
  const redacted = await readEntry(tenantId);
  expect(redacted).toMatchObject({ revision: 1, leaf: entry.leaf, commit: entry.commit, opening: { kind: "leaves" } });
  expect(redacted.event).toMatchObject({
    contentHash: "",
    content: { value: { role: "user", text: "" } },
    redaction: { fields: ["/message/text"] },
  });
  expect(
    await server.query("select salt_key, content_hash from chaukas.events where sequence = 0", url),
  ).toContainEqual({
    salt_key: null,
    content_hash: null,
  });
  expect(await findLogFaults(log, tenantId)).toEqual([]);
});

it("removes the agent and the tags from every column", async () => {
  const tenantId = "columns";
  await store.append([makeNewEvent({ tenantId, agentId: "agent-7", agentName: "Ada", tags: ["eu", "vip"] })]);
  await log.redact(tenantId, makeRedaction(await readEntry(tenantId), ["/agent_id", "/agent_name", "/tags/1"]));
  const [row] = await server.query(
    `select agent_id, array_length(tags, 1) as tags, e::text || encode(body, 'escape') as everything
       from chaukas.events e where tenant_id = 'columns' and sequence = 0`,
    url,
  );
  expect(row).toMatchObject({ agent_id: "", tags: 2 });
  expect(row?.["everything"]).toMatch(/\beu\b/);
  expect(row?.["everything"]).not.toMatch(/agent-7|vip|\bada\b/i);
  expect(await findLogFaults(log, tenantId)).toEqual([]);
});

it("redacts an event again", async () => {
  const tenantId = "again";
  await log.redact(tenantId, makeRedaction(await storeSecret(tenantId), ["/message/text"]));
  const second = makeRedaction(await readEntry(tenantId), ["/metadata/kept"]);
  expect(await log.redact(tenantId, second)).toEqual({ recordSequence: 2 });
  expect((await readEntry(tenantId)).revision).toBe(2);
  expect(await findLogFaults(log, tenantId)).toEqual([]);
});

it("rejects a redaction that is based on an old revision", async () => {
  const tenantId = "late";
  const entry = await storeSecret(tenantId);
  await log.redact(tenantId, makeRedaction(entry, ["/message/text"]));
  await expect(log.redact(tenantId, makeRedaction(entry, ["/message/role"]))).rejects.toMatchObject({
    name: "StoreError",
    code: "conflict",
    message: 'event 0 of tenant "late": expected revision 0, found 1; read it again',
  });
  expect((await log.readHead(tenantId)).size).toBe(2);
});

it("applies exactly one of many concurrent redactions", async () => {
  const tenantId = "race";
  const entry = await storeSecret(tenantId);
  const attempts = Array.from({ length: 8 }, () => log.redact(tenantId, makeRedaction(entry, ["/message/text"])));
  const results = await Promise.allSettled(attempts);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await log.readHead(tenantId)).size).toBe(2);
  expect(await findLogFaults(log, tenantId)).toEqual([]);
});

it("returns the same result when a redaction is repeated, as after a lost response", async () => {
  const tenantId = "repeat";
  const redaction = makeRedaction(await storeSecret(tenantId), ["/message/text"]);
  expect(await log.redact(tenantId, redaction)).toEqual({ recordSequence: 1 });
  expect(await log.redact(tenantId, redaction)).toEqual({ recordSequence: 1 });
  expect((await log.readHead(tenantId)).size).toBe(2);
});

it("rejects a redaction that would be recorded in another log or not at all", async () => {
  const tenantId = "record";
  const redaction = makeRedaction(await storeSecret(tenantId), ["/message/text"]);
  await expect(log.redact(tenantId, { ...redaction, record: makeNewEvent({ tenantId: "other" }) })).rejects.toThrow(
    'event 0 of tenant "record": expected its redaction to be recorded by an event of the same tenant',
  );
  const stored = makeNewEvent({ tenantId });
  await store.append([stored]);
  await expect(log.redact(tenantId, { ...redaction, record: stored })).rejects.toMatchObject({
    code: "conflict",
    message: 'event 0 of tenant "record": expected a new event to record its redaction, got a stored one',
  });
  await expect(log.redact(tenantId, { ...redaction, sequence: 1 })).rejects.toMatchObject({
    code: "conflict",
    message: `event 1 of tenant "record": expected the event ID "${redaction.event.eventId}", found another`,
  });
  await expect(log.redact(tenantId, { ...redaction, sequence: 7 })).rejects.toMatchObject({
    code: "conflict",
    message: 'event 7 of tenant "record": expected revision 0, found no such event; read it again',
  });
  expect((await readEntry(tenantId)).revision).toBe(0);
});

it("reports a conflict with a redacted event when the original is sent again", async () => {
  const tenantId = "resent";
  const sent = makeSecret(tenantId);
  await store.append([sent]);
  await log.redact(tenantId, makeRedaction(await readEntry(tenantId), ["/message/text"]));
  expect(await store.append([sent])).toEqual([{ status: "conflict", isRedacted: true }]);
});

it("refuses changes to an event, except by a redaction that the same transaction records", async () => {
  const tenantId = "worm";
  await storeSecret(tenantId);
  await store.append([makeNewEvent({ tenantId })]);
  const erase = `salt_key = null, content_hash = null, opening = '', revision = revision + 1`;
  const where = `where tenant_id = 'worm' and sequence = 0`;
  const record = (sequence: number) => `insert into chaukas.redactions values ('worm', 0, 1, ${sequence})`;
  const refused = "chaukas.events is append-only: UPDATE is refused";
  for (const statement of [
    `update chaukas.events set body = '' ${where}`,
    `update chaukas.events set ${erase} ${where}`,
    // Recorded by an event that already existed.
    `begin; ${record(1)}; update chaukas.events set ${erase} ${where}; commit`,
    // Recorded by an event that does not exist.
    `begin; ${record(2)}; update chaukas.events set ${erase} ${where}; commit`,
    `set session_replication_role = replica; update chaukas.events set ${erase} ${where}`,
  ]) {
    await expect(server.query(statement, url)).rejects.toThrow(refused);
  }
  await server.query(record(1), url);
  await expect(server.query(`update chaukas.events set ${erase} ${where}`, url)).rejects.toThrow(refused);
  expect((await readEntry(tenantId)).revision).toBe(0);
});

it("lets a redaction change only the columns that may hold redacted values", async () => {
  const tenantId = "limits";
  await store.append([makeNewEvent({ tenantId, sessionId: "s" })]);
  const attempt = (change: string, recordSession = "s") => {
    const columns = "tenant_id, event_id, project_id, session_id, agent_id, span_id, trace_id, type, status, severity";
    const others =
      "seconds, nanos, received_ms, tags, search_terms, body, commit, hash_prev, leaf, salt_key, content_hash";
    return server.query(
      `begin;
       create temporary table record as select * from chaukas.events where tenant_id = 'limits' and sequence = 0;
       update record set event_id = 'record', session_id = '${recordSession}';
       insert into chaukas.events (sequence, ${columns}, ${others}) select 1, ${columns}, ${others} from record;
       insert into chaukas.redactions values ('limits', 0, 1, 1);
       update chaukas.events set salt_key = null, content_hash = null, opening = '', revision = 1${change}
        where tenant_id = 'limits' and sequence = 0;
       rollback`,
      url,
    );
  };
  for (const change of ["", ", agent_id = 'x'", ", tags = '{x}'", ", search_terms = '{x}'", ", body = 'x'"]) {
    await attempt(change);
  }
  const refused = "chaukas.events is append-only: UPDATE is refused";
  const texts = ["tenant_id", "event_id", "project_id", "session_id", "span_id", "trace_id"];
  const numbers = ["sequence", "type", "status", "severity", "seconds", "nanos", "received_ms"];
  for (const change of [
    ...texts.map((column) => `, ${column} = 'x'`),
    ...numbers.map((column) => `, ${column} = 7`),
    ...["commit", "hash_prev", "leaf"].map((column) => `, ${column} = 'x'`),
  ]) {
    await expect(attempt(change), change).rejects.toThrow(refused);
  }
  await expect(attempt("", "another")).rejects.toThrow(refused);
});

it.each(["redactions", "tiles", "checkpoints"])("refuses to change or remove rows of %s", async (table) => {
  for (const [name, statement] of [
    ["UPDATE", `update chaukas.${table} set tenant_id = ''`],
    ["DELETE", `delete from chaukas.${table}`],
    ["TRUNCATE", `truncate chaukas.${table}`],
  ]) {
    const refused = `chaukas.${table} is append-only: ${name} is refused`;
    await expect(server.query(`set session_replication_role = replica; ${statement}`, url)).rejects.toThrow(refused);
  }
});
