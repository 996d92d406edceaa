// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { RedactionRecordSchema } from "@chaukas/spec-common";
import { describe, expect, it } from "vitest";
import { createRedactionLedger, type RedactionLedger } from "./redaction-ledger.ts";

const hash = (digit: string) => digit.repeat(64);
const shown = { shownHash: hash("b"), erased: [0, 2, 5], places: ["/a", "/b", "/c"] };

/** A ledger that knows of one redacted event, with the sequence 4. */
function ledgerOf(redaction = shown): RedactionLedger {
  const ledger = createRedactionLedger();
  ledger.addEvent(4, "e-4", redaction);
  return ledger;
}

function recordOf(members: MessageInitShape<typeof RedactionRecordSchema>) {
  const whole = { erased: [0n, 2n, 5n], shownHash: hash("b"), fields: shown.places };
  return create(RedactionRecordSchema, { eventId: "e-4", sequence: 4n, ordinal: 1, ...whole, ...members });
}

/** The first of two records, which is followed by the second of {@link recordOf}. */
const first = { erased: [0n, 5n], shownHash: hash("a"), fields: ["/a", "/b"] };

const unconfirmed = (what: string, mayBeLater: boolean) => [
  {
    ...{ sequence: 4, eventId: "e-4", mayBeLater },
    message: `shown as redacted, but no redaction record up to size 9 vouches for ${what}`,
  },
];

describe("createRedactionLedger", () => {
  it("finds nothing once the last record vouches for an event", () => {
    const ledger = ledgerOf();
    expect(ledger.findUnconfirmed(9)).toEqual(unconfirmed("what it shows", true));
    expect(ledger.addRecord(6, recordOf(first))).toBeUndefined();
    expect(ledger.findUnconfirmed(9)).toEqual(unconfirmed("what it shows", true));
    expect(ledger.addRecord(8, recordOf({ ordinal: 2, fields: ["/b", "/c"] }))).toBeUndefined();
    expect(ledger.findUnconfirmed(9)).toEqual([]);
    expect(ledger.size).toBe(1);
  });

  it.each<[string, MessageInitShape<typeof RedactionRecordSchema>, string, boolean]>([
    ["another shown_hash", { shownHash: hash("c") }, "what it shows", false],
    ["no shown_hash", { shownHash: "" }, "what it shows", false],
    ["fewer erased leaves", { erased: [0n, 2n] }, "the erased leaves", true],
    ["more erased leaves", { erased: [0n, 1n, 2n, 5n] }, "the erased leaves", false],
    ["other erased leaves", { erased: [0n, 2n, 6n] }, "the erased leaves", false],
    ["no erased leaves", { erased: [] }, "the erased leaves", true],
    ["indexes that are no doubles", { erased: [0n, 2n, 2n ** 53n + 1n] }, "the erased leaves", false],
    ["fewer fields", { fields: ["/a", "/b"] }, "redaction.fields", false],
    ["more fields", { fields: ["/a", "/b", "/c", "/d"] }, "redaction.fields", false],
    ["fields in another order", { fields: ["/b", "/a", "/c"] }, "redaction.fields", false],
  ])("does not take a record with %s for one about what is shown", (_, members, what, mayBeLater) => {
    const ledger = ledgerOf();
    expect(ledger.addRecord(6, recordOf(members))).toBeUndefined();
    expect(ledger.findUnconfirmed(9)).toEqual(unconfirmed(what, mayBeLater));
  });

  it("counts only the last record", () => {
    const ledger = ledgerOf();
    ledger.addRecord(6, recordOf({}));
    ledger.addRecord(7, recordOf({ ordinal: 2, shownHash: hash("c"), fields: ["/c"] }));
    expect(ledger.findUnconfirmed(9)).toEqual(unconfirmed("what it shows", false));
  });

  it.each<[string, number, MessageInitShape<typeof RedactionRecordSchema>, string]>([
    ["about itself", 4, {}, "redaction_record.sequence: expected a sequence below 4, got 4"],
    ["about a later event", 3, {}, "redaction_record.sequence: expected a sequence below 3, got 4"],
    [
      "about an event far away",
      6,
      { sequence: 2n ** 63n - 1n },
      "redaction_record.sequence: expected a sequence below 6, got 9223372036854775807",
    ],
    [
      "about an event that is not redacted",
      6,
      { sequence: 5n },
      "redaction_record.sequence: expected a redacted event, got 5, which shows all that was recorded",
    ],
    [
      "about no event",
      6,
      { sequence: -1n },
      "redaction_record.sequence: expected a redacted event, got -1, which shows all that was recorded",
    ],
    [
      "about another event",
      6,
      { eventId: 'e"' },
      'redaction_record.event_id: expected "e-4", which has the sequence 4, got "e\\""',
    ],
    ["without an ordinal", 6, { ordinal: 0 }, "redaction_record.ordinal: expected 1, got 0"],
    ["with an ordinal after a gap", 6, { ordinal: 2 }, "redaction_record.ordinal: expected 1, got 2"],
    [
      "with erased leaves out of order",
      6,
      { erased: [2n, 0n, 5n] },
      "redaction_record.erased: expected ascending indexes with all of the redaction before, got others",
    ],
    [
      "with an erased leaf twice",
      6,
      { erased: [0n, 0n] },
      "redaction_record.erased: expected ascending indexes with all of the redaction before, got others",
    ],
  ])("refuses a record %s", (_, sequence, members, problem) => {
    const ledger = ledgerOf();
    expect(ledger.addRecord(sequence, recordOf(members))).toBe(problem);
    expect(ledger.findUnconfirmed(9)).toEqual(unconfirmed("what it shows", true));
  });

  it("refuses a second record that repeats the ordinal, or that erases less", () => {
    const ledger = ledgerOf();
    ledger.addRecord(6, recordOf(first));
    expect(ledger.addRecord(7, recordOf({}))).toBe("redaction_record.ordinal: expected 2, got 1");
    expect(ledger.addRecord(7, recordOf({ ordinal: 2, erased: [0n, 2n] }))).toBe(
      "redaction_record.erased: expected ascending indexes with all of the redaction before, got others",
    );
  });

  it("says which events were last redacted by a record from a size on", () => {
    const ledger = ledgerOf();
    ledger.addRecord(6, recordOf({}));
    expect(ledger.findRecordedAfter(7)).toEqual([]);
    expect(ledger.findRecordedAfter(6)).toMatchObject([{ sequence: 4, recordedAt: 6 }]);
    // The event itself is not among the first four.
    expect(ledger.findRecordedAfter(4)).toEqual([]);
  });

  it("keeps no more of records than the event can confirm", () => {
    const ledger = ledgerOf();
    for (let ordinal = 1; ordinal <= 100; ordinal++) {
      const fields = Array.from({ length: 200 }, (_, index) => `/${ordinal}/${index}`);
      const erased = Array.from({ length: 200 }, (_, index) => BigInt(index));
      expect(ledger.addRecord(5 + ordinal, recordOf({ ordinal, fields, erased }))).toBeUndefined();
    }
    const [known] = ledger.state();
    expect(known?.recordedPlaces.length).toBe(4);
    expect(known?.recordedErased.length).toBe(4);
    expect(ledger.findUnconfirmed(9)).toEqual(unconfirmed("the erased leaves", false));
  });

  it("forgets single faults when there are too many, and then reports no record about an unknown event", () => {
    const ledger = createRedactionLedger();
    ledger.ignore({ start: 0, end: 1 });
    ledger.ignore({ start: 1, end: 3 });
    expect(ledger.addRecord(9000, recordOf({ sequence: 2n }))).toBeUndefined();
    expect(ledger.addRecord(9000, recordOf({ sequence: 3n }))).toContain("expected a redacted event");
    for (let sequence = 5; sequence < 5000; sequence += 2) {
      ledger.ignore({ start: sequence, end: sequence + 1 });
    }
    expect(ledger.addRecord(9000, recordOf({ sequence: 3n }))).toBeUndefined();
    expect(ledger.size).toBe(0);
  });

  it("continues from its state", () => {
    const one = ledgerOf();
    one.addRecord(6, recordOf(first));
    const other = createRedactionLedger(one.state());
    expect(other.addRecord(8, recordOf({ ordinal: 2, fields: ["/c"] }))).toBeUndefined();
    expect(other.findUnconfirmed(9)).toEqual([]);
    expect(one.findUnconfirmed(9).length).toBe(1);
  });
});
