// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { expect, it, vi } from "vitest";
import { useFilledPostgres } from "../../../../test/postgres/use-filled-postgres.js";
import type { StoreFinding } from "../../check/store-finding.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const getFilled = useFilledPostgres();

const acme = "tenant_id = 'acme'";
const copyOf = (changes: string) => `
  create temporary table copy as select * from chaukas.events where ${acme} and sequence = 40;
  update copy set ${changes}; insert into chaukas.events select * from copy; drop table copy`;

const cases: [string, string, Partial<StoreFinding>][] = [
  [
    "a removed event",
    `delete from chaukas.events where ${acme} and sequence = 40`,
    { table: "events", tenantId: "acme", sequence: 40, message: "expected an event, found none" },
  ],
  [
    "several removed events",
    `delete from chaukas.events where ${acme} and sequence between 40 and 44`,
    { table: "events", sequence: 40, message: "expected events up to sequence 44, found none" },
  ],
  [
    "a removed first event",
    `delete from chaukas.events where ${acme} and sequence = 0`,
    { table: "events", sequence: 0, message: "expected an event, found none" },
  ],
  [
    "removed last events",
    `delete from chaukas.events where ${acme} and sequence >= 520`,
    { table: "events", tenantId: "acme", sequence: 520, message: "expected events up to sequence 522, found none" },
  ],
  [
    "a tenant without its events",
    "delete from chaukas.events where tenant_id = 'globex'",
    { table: "events", tenantId: "globex", sequence: 0, message: "expected events up to sequence 19, found none" },
  ],
  [
    "a removed tenant, by its totals",
    "delete from chaukas.events where tenant_id = 'globex'; delete from chaukas.heads where tenant_id = 'globex'",
    {
      table: "tallies",
      message: '["globex","project-0",30,0,2]: expected no such row, since no event has these values',
    },
  ],
  ["swapped events", swap(40, 41), { table: "events", sequence: 41 }],
  [
    "an event added at the end",
    copyOf("sequence = 523, event_id = 'more'"),
    { table: "events", column: "event_id", sequence: 523 },
  ],
  [
    "an event added far behind the end",
    copyOf("sequence = 9000, event_id = 'more'"),
    { table: "events", sequence: 523, message: "expected events up to sequence 8999, found none" },
  ],
  [
    "an event added before the beginning",
    copyOf("sequence = -1, event_id = 'more'"),
    { table: "events", column: "sequence", message: "expected a number from 0 to 2^53, got -1" },
  ],
  [
    "an event added at the maximum sequence",
    copyOf("sequence = 9223372036854775807, event_id = 'more'"),
    { table: "events", column: "sequence", message: "expected a number from 0 to 2^53, got 9223372036854775807" },
  ],
  [
    "an event of a tenant without a head",
    copyOf("tenant_id = 'nobody'"),
    { table: "events", message: 'tenant "nobody" has no head, but 1 row in events' },
  ],
  [
    "an event of another tenant",
    copyOf("tenant_id = 'globex', sequence = 20"),
    { table: "events", column: "tenant_id", sequence: 20 },
  ],
  [
    "a time beyond the range of records",
    `update chaukas.events set received_ms = 9223372036854775807 where ${acme} and sequence = 40`,
    { table: "events", column: "received_ms", tenantId: "acme", sequence: 40 },
  ],
  [
    "a removed head",
    `delete from chaukas.heads where ${acme}`,
    { table: "heads", message: 'tenant "acme" has no head, but 523 rows in events' },
  ],
  [
    "a head without a log",
    `update chaukas.heads set last_leaf = null, frontier = null where ${acme}`,
    { table: "heads", column: "last_leaf", tenantId: "acme" },
  ],
  [
    "a removed tally",
    "delete from chaukas.tallies where ctid = (select min(ctid) from chaukas.tallies)",
    { table: "tallies" },
  ],
  [
    "a removed session",
    "delete from chaukas.sessions where tenant_id = 'globex' and session_id = 'session-3'",
    { table: "sessions" },
  ],
  [
    "an added session",
    "insert into chaukas.sessions values ('globex', 'more', '', 1, 0, 0)",
    {
      table: "sessions",
      message: '["globex","more",""]: expected no such row, since no event has these values',
    },
  ],
  [
    "a removed tile",
    "delete from chaukas.tiles where index = 1",
    { table: "tiles", tenantId: "acme", message: "tile 1 of level 0: expected a row, found none" },
  ],
  [
    "an added tile",
    "insert into chaukas.tiles values ('acme', 2147483647, 0, '', '')",
    { table: "tiles", message: "tile 0 of level 2147483647: expected none, since it is not full" },
  ],
  [
    "a removed redaction",
    `delete from chaukas.redactions where ${acme} and sequence = 7 and revision = 2`,
    {
      table: "events",
      column: "revision",
      sequence: 7,
      message: "expected 1, the number of its rows in redactions, got 2",
    },
  ],
  [
    "a redaction removed together with its revision",
    `delete from chaukas.redactions where ${acme} and sequence = 7 and revision = 2;
     update chaukas.events set revision = 1 where ${acme} and sequence = 7`,
    {
      table: "redactions",
      tenantId: "acme",
      sequence: 7,
      message: "expected a row for redaction 2, recorded by event 521, found none",
    },
  ],
  [
    "a redaction of another event",
    `update chaukas.redactions set sequence = 301 where ${acme} and sequence = 300`,
    {
      table: "redactions",
      sequence: 301,
      message: expect.stringMatching(/^\["acme",301,1,522\]: expected a record of .*"e-301".*, got one of .*"e-300"/),
    },
  ],
  [
    "an agent put back into its column",
    `update chaukas.events set agent_id = 'agent-0' where ${acme} and sequence = 300`,
    { table: "events", column: "agent_id", sequence: 300, message: 'expected "" as in the body, got "agent-0"' },
  ],
  [
    "a tag put back into its column",
    `update chaukas.events set tags = (select tags from chaukas.events where ${acme} and sequence = 290)
      where ${acme} and sequence = 300`,
    { table: "events", column: "tags", sequence: 300 },
  ],
  [
    "a redaction recorded by another event",
    `update chaukas.redactions set record_sequence = 3 where ${acme} and sequence = 300`,
    {
      table: "redactions",
      sequence: 300,
      message: '["acme",300,1,3]: expected a redaction that the event and its record confirm',
    },
  ],
  [
    "a checkpoint larger than the log",
    "insert into chaukas.checkpoints select tenant_id, 524, root, note, 0 from chaukas.checkpoints where size = 523",
    { table: "checkpoints", message: "checkpoint of size 524: expected at most 523, the size of the log" },
  ],
  [
    "a checkpoint with an invalid signature",
    `update chaukas.checkpoints set note = left(note, -6) || 'AAAA=' || chr(10) where size = 500`,
    { table: "checkpoints", column: "note", tenantId: "acme" },
  ],
  [
    "a removed host of the logs",
    "delete from chaukas.properties",
    { table: "properties", message: "origin_host: expected a row, found none" },
  ],
  [
    "a changed host of the logs, by the checkpoints",
    "update chaukas.properties set value = 'elsewhere.example'",
    { table: "checkpoints", message: "checkpoint of size 500: expected a signed note of elsewhere.example/t/acme" },
  ],
  [
    "a log whose host is emptied, as if there were no log",
    "update chaukas.properties set value = ''",
    { table: "checkpoints", message: "expected no checkpoints, since the store keeps no log" },
  ],
];

function swap(one: number, other: number): string {
  return `
    update chaukas.events set sequence = 100000 where ${acme} and sequence = ${one};
    update chaukas.events set sequence = ${one} where ${acme} and sequence = ${other};
    update chaukas.events set sequence = ${other} where ${acme} and sequence = 100000`;
}

it.each(cases)("finds %s", async (_, sql, finding) => {
  expect(await getFilled().findAfter(sql)).toContainEqual(expect.objectContaining(finding));
});

it("finds a replacement in a redacted event, for which no record vouches", async () => {
  const { server, url, findAfter } = getFilled();
  const where = `where ${acme} and sequence = 300`;
  const [row] = await server.query(`select body from chaukas.events ${where}`, url);
  const event = fromBinary(EventSchema, row?.["body"] as Uint8Array);
  event.tags.push("forged");
  const body = Buffer.from(toBinary(EventSchema, event)).toString("hex");
  expect(await findAfter(`update chaukas.events set body = '\\x${body}' ${where}`)).toContainEqual({
    ...{ table: "events", column: "body", tenantId: "acme", sequence: 300, eventId: "e-300" },
    message: expect.stringMatching(
      /^the hash of what it shows: expected "[0-9a-f]{64}", recorded by event 522, got "[0-9a-f]{64}"$/,
    ),
  });
});

it("reports no checkpoint for a leaf whose correct value is only known from the next page", async () => {
  const sql = `update chaukas.events set leaf = commit where ${acme} and sequence = 499`;
  expect(await getFilled().findAfter(sql)).toEqual([
    {
      ...{ table: "events", column: "leaf", tenantId: "acme", sequence: 499 },
      message: expect.stringMatching(
        /^the stored leaf is [0-9a-f]{64}, the one computed from the record [0-9a-f]{64}$/,
      ),
    },
  ]);
});
