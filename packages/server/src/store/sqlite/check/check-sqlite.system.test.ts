// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { type EventLog, type LogEntry, openStore } from "@chaukas/server";
import { EventSchema } from "@chaukas/spec-common";
import { createNoteVerifier, type NoteVerifier } from "@chaukas/spec-integrity";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { makeRedaction } from "../../../../test/events/make-redaction.js";
import type { StoreFinding } from "../../check/store-finding.js";
import { checkSqlite } from "./check-sqlite.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-fsck-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Fills a store, alters it without the server, and returns the findings. */
async function findAfter(
  sql: string,
  { integrity = true, verifiers = [] }: { integrity?: boolean; verifiers?: readonly NoteVerifier[] } = {},
) {
  const file = join(folder, "events.db");
  const store = await openStore(file, { integrity });
  await store.append(
    Array.from({ length: 300 }, (_, index) =>
      makeNewEvent({ eventId: `e-${index}`, tags: ["a", `t-${index}`], agentName: `agent ${index}` }),
    ),
  );
  await store.close();
  const altered = new DatabaseSync(file);
  altered.exec(sql);
  altered.close();
  const database = new DatabaseSync(file, { readOnly: true });
  const findings: StoreFinding[] = [];
  const count = checkSqlite(database, (finding) => findings.push(finding), { verifiers, onProgress() {} });
  database.close();
  expect(count).toBe(300);
  return findings;
}

describe("checkSqlite", () => {
  it("finds nothing in an intact store, with or without a log", async () => {
    expect(await findAfter("")).toEqual([]);
    rmSync(join(folder, "events.db"));
    expect(await findAfter("", { integrity: false })).toEqual([]);
  });

  it("finds a missing trigger, and what was altered without it", async () => {
    const findings = await findAfter(
      "DROP TRIGGER events_no_update; UPDATE events SET project_id = 'x' WHERE event_id = 'e-7'",
    );
    expect(findings).toEqual([
      { table: "sqlite_schema", message: "events_no_update: expected it in the schema, found none" },
      {
        table: "events",
        column: "project_id",
        tenantId: "acme",
        sequence: 7,
        eventId: "e-7",
        message: expect.stringMatching(/^expected .* as in the body, got "x"$/),
      },
    ]);
  });

  it.each([
    ["a word that was added", "INSERT INTO event_words (rowid, words) VALUES (4294967305, '1·secret')"],
    [
      "a word that was removed",
      "INSERT INTO event_words (event_words, rowid, words) VALUES ('delete', 4294967305, '1·agent')",
    ],
  ])("finds %s", async (_, sql) => {
    const message = "expected the words of the event, found others";
    expect(await findAfter(sql)).toEqual([{ table: "event_words", sequence: 9, message }]);
  });

  it("finds a tag that was added", async () => {
    const sql = "INSERT INTO event_tags VALUES (1, 'x', 0, 0, 4294967305)";
    expect(await findAfter(sql)).toEqual([
      { table: "event_tags", sequence: 9, message: "expected the tags of the event, found others" },
    ]);
  });

  it("finds a time beyond the range of a record, and continues after it", async () => {
    const change = "UPDATE events SET received_ms = 300000000000000 WHERE event_id = 'e-7'";
    const findings = await findAfter(`DROP TRIGGER events_no_update; ${change}`);
    expect(findings.slice(1)).toEqual([
      {
        ...{ table: "events", column: "received_ms", tenantId: "acme", sequence: 7 },
        message: expect.stringMatching(/^the stored leaf is [0-9a-f]{64}, and none can be computed from the record$/),
      },
    ]);
  });

  it("finds a replacement that no redaction record vouches for", async () => {
    const file = join(folder, "events.db");
    const store = await openStore(file);
    const log = store.log as EventLog;
    await store.append([makeNewEvent({ eventId: "e-0", metadata: { mail: "a@example.com" } })]);
    const [entry] = await log.readEntries("acme", { fromSequence: 0, limit: 1 });
    await log.redact("acme", makeRedaction(entry as LogEntry, ["/metadata/mail"]));
    await store.close();
    const find = () => {
      const database = new DatabaseSync(file);
      const findings: StoreFinding[] = [];
      checkSqlite(database, (finding) => findings.push(finding), { verifiers: [], onProgress() {} });
      database.close();
      return findings;
    };
    expect(find()).toEqual([]);
    const altered = new DatabaseSync(file);
    const event = fromBinary(EventSchema, altered.prepare("SELECT body FROM events").get()?.["body"] as Uint8Array);
    event.metadata = { mail: "forged" };
    altered.exec("DROP TRIGGER events_no_update");
    altered.prepare("UPDATE events SET body = ? WHERE event_id = 'e-0'").run(toBinary(EventSchema, event));
    altered.close();
    expect(find().filter(({ table }) => table === "events")).toEqual([
      {
        ...{ table: "events", column: "body", tenantId: "acme", sequence: 0, eventId: "e-0" },
        message: expect.stringMatching(
          /^the hash of what it shows: expected "[0-9a-f]{64}", recorded by event 1, got "[0-9a-f]{64}"$/,
        ),
      },
    ]);
  });

  it("finds an invalid origin host", async () => {
    expect(await findAfter("UPDATE meta SET value = x'6120' WHERE name = 'origin_host'")).toEqual(
      expect.arrayContaining([
        { table: "meta", column: "value", message: expect.stringMatching(/^origin_host: expected a host, got /) },
      ]),
    );
  });

  it("finds that a log is missing for which a key was given, by any part of its origin", async () => {
    const names = ["localhost/t/acme", "localhost/t/globex", "audit.example.com/t/acme", "acme"];
    const verifiers = names.map((name) => createNoteVerifier(name, new Uint8Array(32).fill(2)));
    const missing = names.slice(1).map((name) => ({
      table: "heads",
      message: `expected the log ${name}, for which a key was given, found none`,
    }));
    expect(await findAfter("", { verifiers })).toEqual(missing);
  });

  it("finds a checkpoint in a store without a log", async () => {
    expect(await findAfter("INSERT INTO checkpoints VALUES (1, 300, x'', '', 0)", { integrity: false })).toEqual([
      { table: "checkpoints", tenantId: "acme", message: "expected no checkpoints, since the store keeps no log" },
    ]);
  });

  it("finds hashes in a store without a log", async () => {
    const sql = "DROP TRIGGER events_no_update; UPDATE events SET leaf = x'00' WHERE event_id = 'e-7'";
    const findings = await findAfter(sql, { integrity: false });
    expect(findings.slice(1)).toEqual([
      {
        table: "events",
        column: "leaf",
        tenantId: "acme",
        sequence: 7,
        eventId: "e-7",
        message: "expected none, since the store keeps no log",
      },
    ]);
  });
});
