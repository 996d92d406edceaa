// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { RedactionRecordSchema } from "@chaukas/spec-common";
import { expect, test } from "vitest";
import { makeNewEvent } from "../../../test/events/make-new-event.js";
import { createRedactionCheck, type RedactionRow } from "./check-redactions.js";
import type { StoreFinding } from "./store-finding.js";

const shownHash = "a".repeat(64);
const shown = { shownHash, erased: [1, 4], places: ["/tags", "/metadata"] };
const about = { eventId: "evt", sequence: 7n };
const first = { ...about, ordinal: 1, fields: ["/tags"], erased: [1n], shownHash: "b".repeat(64) };
const second = { ...about, ordinal: 2, fields: ["/metadata", "/tags"], erased: [1n, 4n], shownHash };

/** Row of `redactions`. In these tests, the key of an event is its sequence. */
const rowOf = (revision: number, record: number): RedactionRow => {
  return { event: 7, sequence: 7, revision, record, shown: [7, revision, record] };
};

interface Stored {
  readonly rows?: readonly RedactionRow[];
  readonly records?: readonly MessageInitShape<typeof RedactionRecordSchema>[];
  readonly redaction?: typeof shown;
}

/** Checks an event that was redacted twice, with its records at 10 and 11. */
function find(stored: Stored): StoreFinding[] {
  const { rows = [rowOf(1, 10), rowOf(2, 11)], records = [first, second], redaction = shown } = stored;
  const findings: StoreFinding[] = [];
  const check = createRedactionCheck(rows, (finding) => findings.push(finding));
  check.add({ key: 7, sequence: 7, revision: 2, event: makeNewEvent({ eventId: "evt" }).event, redaction });
  for (const [index, value] of records.entries()) {
    const { event } = makeNewEvent({ content: { case: "redactionRecord", value } });
    check.add({ key: 10 + index, sequence: 10 + index, revision: 0, event, redaction: undefined });
  }
  check.end();
  return findings;
}

test("a redacted event and its records agree", () => {
  expect(find({})).toEqual([]);
});

const event = { table: "events", sequence: 7, eventId: "evt" };
const shownEvent = { ...event, tenantId: "acme" };

test.each<[string, Stored, readonly object[]]>([
  [
    "an altered replacement",
    { redaction: { ...shown, shownHash: "c".repeat(64) } },
    [
      {
        ...shownEvent,
        column: "body",
        message: `the hash of what it shows: expected "${shownHash}", recorded by event 11, got "${"c".repeat(64)}"`,
      },
    ],
  ],
  [
    "other erased leaves",
    { redaction: { ...shown, erased: [1, 3, 4] } },
    [
      {
        ...shownEvent,
        column: "opening",
        message: "the erased leaves: expected [1,4], recorded by event 11, got [1,3,4]",
      },
    ],
  ],
  [
    "other places",
    { redaction: { ...shown, places: ["/tags"] } },
    [
      {
        ...shownEvent,
        column: "body",
        message: 'redaction.fields: expected ["/tags","/metadata"], recorded by event 11, got ["/tags"]',
      },
    ],
  ],
  [
    "a record with another ordinal",
    { records: [first, { ...second, ordinal: 3 }] },
    [
      {
        table: "redactions",
        sequence: 7,
        message:
          '[7,2,11]: expected a record of {"event_id":"evt","sequence":7,"ordinal":2}, got one of {"event_id":"evt","sequence":7,"ordinal":3}',
      },
    ],
  ],
  [
    "a missing record",
    { records: [first] },
    [
      {
        table: "redactions",
        sequence: 7,
        message: "[7,2,11]: expected a redaction that the event and its record confirm",
      },
      { ...shownEvent, column: "body", message: expect.stringMatching(/^the hash of what it shows: /) },
      { ...shownEvent, column: "body", message: expect.stringMatching(/^redaction\.fields: /) },
      { ...shownEvent, column: "opening", message: "the erased leaves: expected [1], recorded by event 10, got [1,4]" },
    ],
  ],
  [
    "a missing row",
    { rows: [rowOf(1, 10)] },
    [
      { ...event, column: "revision", message: "expected 1, the number of its rows in redactions, got 2" },
      {
        table: "redactions",
        tenantId: "acme",
        sequence: 7,
        eventId: "evt",
        message: "expected a row for redaction 2, recorded by event 11, found none",
      },
    ],
  ],
  [
    "no record at all",
    { rows: [], records: [] },
    [
      { ...event, column: "revision", message: "expected 0, the number of its rows in redactions, got 2" },
      { ...shownEvent, column: "body", message: "expected a record of the redaction that it shows, found none" },
    ],
  ],
])("%s is reported", (_, stored, findings) => {
  expect(find(stored)).toEqual(findings);
});
