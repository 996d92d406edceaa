// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import type { NewEvent } from "../../contract/new-event.js";
import { createAppender } from "../append/append-events.js";
import { packEvents } from "../append/packed-events.js";
import { migrate } from "./migrate.js";
import { applicationId, schemaVersion } from "./migrations.js";

let database = new DatabaseSync(":memory:");

beforeEach(() => {
  database = new DatabaseSync(":memory:");
  migrate(database, "events.db");
});

afterEach(() => database.close());

const packSealed = (...events: NewEvent[]) => packEvents(events, { sealed: true });

function append(text: string, tags: string[] = []): void {
  createAppender(database)(packSealed(makeNewEvent({ tags, content: { case: "message", value: { text } } })));
}

function countRows(sql: string): unknown {
  return database.prepare(sql).get()?.["count"];
}

test("a new database has the application id and the schema version, and migrating it again changes nothing", () => {
  const before = database.prepare("SELECT * FROM sqlite_schema").all();
  const secret = database.prepare("SELECT value FROM meta WHERE name = 'page_token_secret'").get();
  migrate(database, "events.db");
  expect(database.prepare("PRAGMA application_id").get()).toEqual({ application_id: applicationId });
  expect(database.prepare("PRAGMA user_version").get()).toEqual({ user_version: schemaVersion });
  expect(database.prepare("SELECT * FROM sqlite_schema").all()).toEqual(before);
  expect(database.prepare("SELECT value FROM meta WHERE name = 'page_token_secret'").get()).toEqual(secret);
});

test("a database of an earlier build is refused", () => {
  database.exec("PRAGMA user_version = 1");
  expect(() => migrate(database, "events.db")).toThrow(
    "database events.db: made by an earlier build, which this version cannot read; export its events with that build, and import them into a new store",
  );
  database.exec("PRAGMA user_version = 99");
  expect(() => migrate(database, "events.db")).toThrow("expected schema version 7 at most, got 99");
});

describe("append-only tables", () => {
  test.each([
    ["UPDATE events SET received_ms = 0", "events are append-only: they cannot be updated"],
    ["DELETE FROM events", "events are append-only: they cannot be deleted"],
    ["UPDATE event_tags SET tag = 'b'", "tags of events are append-only: they cannot be updated"],
    ["DELETE FROM event_tags", "tags of events are append-only: they cannot be deleted"],
    ["UPDATE tiles SET hashes = x''", "tiles of the tree are append-only: they cannot be updated"],
    ["DELETE FROM tiles", "tiles of the tree are append-only: they cannot be deleted"],
    ["REPLACE INTO tiles SELECT * FROM tiles", "tiles of the tree are append-only: they cannot be replaced"],
    ["UPDATE checkpoints SET note = ''", "checkpoints are append-only: they cannot be updated"],
    ["DELETE FROM checkpoints", "checkpoints are append-only: they cannot be deleted"],
    ["REPLACE INTO checkpoints SELECT * FROM checkpoints", "checkpoints are append-only: they cannot be replaced"],
    ["UPDATE redactions SET revision = 2", "records of redactions are append-only: they cannot be updated"],
    ["DELETE FROM redactions", "records of redactions are append-only: they cannot be deleted"],
    [
      "REPLACE INTO redactions SELECT * FROM redactions",
      "records of redactions are append-only: they cannot be replaced",
    ],
  ])("refuse: %s", (sql, message) => {
    append("hello", ["a"]);
    database.exec("INSERT INTO tiles VALUES (1, 0, 0, x'', x'', x'')");
    database.exec("INSERT INTO checkpoints VALUES (1, 1, x'', '', 0); INSERT INTO redactions VALUES (1, 1, 1)");
    expect(() => database.exec(sql)).toThrow(message);
  });

  test("ignore the replacement of an event", () => {
    append("hello");
    const before = database.prepare("SELECT * FROM events").all();
    database.exec(
      "REPLACE INTO events SELECT id, tenant_no, 0, 0, 0, 0, 0, 0, event_id, '', '', '', '', '', x'', x'', x'', x'', 0, NULL, x'' FROM events",
    );
    database.exec(
      "REPLACE INTO events SELECT id + 1, tenant_no, 0, 0, 0, 0, 0, 0, event_id, '', '', '', '', '', x'', x'', x'', x'', 0, NULL, x'' FROM events",
    );
    expect(database.prepare("SELECT * FROM events").all()).toEqual(before);
  });
});

describe("an event whose redaction is recorded by the last event", () => {
  const set = "opening = x'', content_hash = NULL, salt_key = NULL, revision = 1";
  const first = "id = (SELECT min(id) FROM events)";

  beforeEach(() => {
    append("secret", ["secret"]);
    append("record", ["kept"]);
    database.exec("INSERT INTO redactions SELECT min(id), 1, max(id) FROM events");
  });

  test("accepts one replacement of its body, agent and tags", () => {
    database.exec(`DELETE FROM event_tags WHERE ${first}`);
    database.exec(`UPDATE events SET body = x'', agent_id = '', ${set} WHERE ${first}`);
    database.exec(`INSERT INTO event_tags SELECT tenant_no, 'kept', 0, 0, id FROM events WHERE ${first}`);
    expect(() => database.exec(`DELETE FROM event_tags WHERE ${first}`)).toThrow("append-only");
    expect(() => database.exec(`UPDATE events SET body = x'', ${set} WHERE ${first}`)).toThrow("append-only");
  });

  test.each([
    `UPDATE events SET ${set}, type = 7 WHERE ${first}`,
    `UPDATE events SET ${set}, leaf = x'' WHERE ${first}`,
    `UPDATE events SET ${set}, commitment = x'' WHERE ${first}`,
    `UPDATE events SET ${set}, id = id + 7 WHERE ${first}`,
    `UPDATE events SET opening = x'', content_hash = NULL, revision = 1 WHERE ${first}`,
    `UPDATE events SET opening = x'', salt_key = NULL, revision = 1 WHERE ${first}`,
    `UPDATE events SET content_hash = NULL, salt_key = NULL, revision = 1 WHERE ${first}`,
    `UPDATE events SET opening = x'', content_hash = NULL, salt_key = NULL, revision = 2 WHERE ${first}`,
    `UPDATE events SET ${set} WHERE NOT ${first}`,
  ])("refuses: %s", (sql) => {
    expect(() => database.exec(sql)).toThrow("events are append-only: they cannot be updated");
  });

  test("does not allow to change the tags of other events", () => {
    expect(() => database.exec("DELETE FROM event_tags WHERE tag = 'kept'")).toThrow("append-only");
  });

  test("cannot be changed once there are later events", () => {
    append("later");
    expect(() => database.exec("DELETE FROM event_tags WHERE tag = 'secret'")).toThrow("append-only");
    expect(() => database.exec(`UPDATE events SET ${set} WHERE ${first}`)).toThrow("append-only");
  });
});

test("the words of one event can be removed from the index permanently", () => {
  append("refund secretword");
  append("refund");
  const [id] = database.prepare("SELECT min(id) AS id FROM events").all();
  const blocks = "SELECT count(*) AS count FROM event_words_data WHERE instr(block, cast('secretword' AS BLOB)) > 0";
  const hits = `SELECT count(*) AS count FROM event_words WHERE event_words MATCH '"1·refund"'`;
  expect([countRows(blocks), countRows(hits)]).toEqual([1, 2]);
  const deleteWords = "INSERT INTO event_words (event_words, rowid, words) VALUES ('delete', ?, ?)";
  database.prepare(deleteWords).run(id?.["id"] as number, "1·refund 1·secretword");
  expect([countRows(blocks), countRows(hits)]).toEqual([0, 1]);
});

test("a group that fails stores nothing, and the next one is stored", () => {
  const write = createAppender(database);
  database.exec("CREATE TRIGGER fail BEFORE INSERT ON event_tags BEGIN SELECT RAISE(ABORT, 'no more tags'); END");
  expect(() => write(packSealed(makeNewEvent(), makeNewEvent({ tags: ["a"] })))).toThrow("no more tags");
  expect(countRows("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM heads) AS count")).toBe(0);
  database.exec("DROP TRIGGER fail");
  expect([...write(packSealed(makeNewEvent({ tags: ["a"] })))]).toEqual([0]);
  expect(countRows("SELECT next_sequence AS count FROM heads")).toBe(1);
});
