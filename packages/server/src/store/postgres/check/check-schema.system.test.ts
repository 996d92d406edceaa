// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it, vi } from "vitest";
import { useFilledPostgres } from "../../../../test/postgres/use-filled-postgres.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const getFilled = useFilledPostgres();

const trigger = "events_change_by_redaction";
const changed = "expected the definition of this version, found another";
const added = "expected none, since this version does not create it";
const missing = "expected it in the schema, found none";

it.each([
  [
    "a trigger that is missing",
    `drop trigger ${trigger} on chaukas.events`,
    `trigger ${trigger} on events: ${missing}`,
  ],
  [
    "a trigger that is disabled",
    `alter table chaukas.events disable trigger ${trigger}`,
    `trigger ${trigger} on events: ${changed}`,
  ],
  [
    "a trigger that is not always enabled",
    "alter table chaukas.tiles enable trigger tiles_are_never_changed",
    `trigger tiles_are_never_changed on tiles: ${changed}`,
  ],
  [
    "a trigger that fires for fewer statements",
    `drop trigger redactions_are_never_changed on chaukas.redactions;
     create trigger redactions_are_never_changed before delete on chaukas.redactions
       for each statement execute function chaukas.refuse_change();
     alter table chaukas.redactions enable always trigger redactions_are_never_changed`,
    `trigger redactions_are_never_changed on redactions: ${changed}`,
  ],
  [
    "a trigger that was added",
    "create trigger more after insert on chaukas.events for each row execute function chaukas.refuse_change()",
    `trigger more on events: ${added}`,
  ],
  [
    "a function with a different body",
    `create or replace function chaukas.refuse_change() returns trigger language plpgsql as 'begin return null; end'`,
    `function refuse_change(): ${changed}`,
  ],
  [
    "a function with different settings",
    "alter function chaukas.refuse_all_but_redaction() reset search_path",
    `function refuse_all_but_redaction(): ${changed}`,
  ],
  ["an index that is missing", "drop index chaukas.events_by_word", `index events_by_word: ${missing}`],
  [
    "an index over fewer rows",
    `drop index chaukas.events_by_tag; create index events_by_tag on chaukas.events using gin (tags) where sequence > 9`,
    `index events_by_tag: ${changed}`,
  ],
  [
    "an index that is not valid",
    "update pg_index set indisvalid = false where indexrelid = 'chaukas.events_by_time'::regclass",
    `index events_by_time: ${changed}`,
  ],
  [
    "a constraint that is missing",
    "alter table chaukas.events drop constraint events_check2",
    `constraint events_check2 on events: ${missing}`,
  ],
  [
    "a key that is missing",
    "alter table chaukas.events drop constraint events_tenant_id_event_id_key",
    `constraint events_tenant_id_event_id_key on events: ${missing}`,
  ],
  [
    "a column that may be null",
    "alter table chaukas.heads alter column next_sequence drop not null",
    `column heads.next_sequence: ${changed}`,
  ],
  [
    "a column of a different type",
    "alter table chaukas.events alter column nanos type bigint",
    `column events.nanos: ${changed}`,
  ],
  [
    "a column with a default",
    "alter table chaukas.tallies alter column events set default 7",
    `column tallies.events: ${changed}`,
  ],
  ["a column that was added", "alter table chaukas.events add more text", `column events.more: ${added}`],
  [
    "statistics that would sample redacted values",
    "alter table chaukas.events alter column body set statistics 100",
    `column events.body: ${changed}`,
  ],
  ["a table that was added", "create table chaukas.more ()", `table more: ${added}`],
  ["a table that is not logged", "alter table chaukas.sessions set unlogged", `table sessions: ${changed}`],
  [
    "a table that inherits rows from another",
    "create table public.more () inherits (chaukas.tallies)",
    `table tallies: ${changed}`,
  ],
  [
    "a rule",
    "create rule more as on insert to chaukas.redactions do instead nothing",
    `rule more on redactions: ${added}`,
  ],
  [
    "policies that hide rows",
    "alter table chaukas.events enable row level security; create policy more on chaukas.events using (sequence > 9)",
    `policy more on events: ${added}`,
  ],
])("finds %s", async (_, sql, message) => {
  expect(await getFilled().findInCopyAfter(sql)).toContainEqual({ table: "pg_catalog", message });
});
