// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { checkpointOf, makeTrail, makeTrailEvent, redactTrail, trailOrigin } from "../../test/make-trail.ts";
import {
  bytesFromHex,
  bytesToHex,
  createTrailAudit,
  type ExportedRecord,
  formatExportLine,
  genesisHash,
} from "../index.ts";

const size = 20;
const trail = makeTrail(Array.from({ length: size }, (_, index) => makeTrailEvent(index)));
const kept = [checkpointOf(trail, 10), checkpointOf(trail, size)];

function audit(records: readonly ExportedRecord[], checkpoints = kept) {
  const running = createTrailAudit({ origin: trailOrigin, checkpoints });
  const faults = records.map((record) => running.pushLine(formatExportLine(record)));
  return { result: running.finish(), faults: faults.filter((fault) => fault !== undefined) };
}

function replaceRecord(index: number, change: (record: ExportedRecord) => ExportedRecord): ExportedRecord[] {
  return trail.map((record, place) => (place === index ? change(record) : record));
}

const hexOf = (value: unknown) => (value instanceof Uint8Array ? { hex: bytesToHex(value) } : value);
const bytesOf = (value: { hex?: string }) => (typeof value?.hex === "string" ? bytesFromHex(value.hex) : value);
const renamed = (record: ExportedRecord): ExportedRecord => ({ ...record, event: { ...record.event, agentId: "x" } });

describe("createTrailAudit", () => {
  it("finds nothing in a complete trail", () => {
    const { result, faults } = audit(trail);
    expect(faults).toEqual([]);
    expect(result).toEqual({
      verdict: "proved",
      conditions: [],
      records: size,
      redacted: 0,
      root: kept[1]?.root,
      checkpoints: [
        { size: 10, state: "matched" },
        { size, state: "matched" },
      ],
      missing: [],
      faults: new Map(),
    });
  });

  it("continues after a fault, and reports only the invalid records", () => {
    const altered = trail.map((record, index) => (index === 3 || index === 7 ? renamed(record) : record));
    const { result, faults } = audit(altered);
    expect(faults.map(({ code, sequence }) => [code, sequence])).toEqual([
      ["wrong_content_hash", 3],
      ["wrong_content_hash", 7],
    ]);
    // The records match the checkpoint: only their events were altered.
    expect(result).toMatchObject({ verdict: "failed", checkpoints: [{ state: "matched" }, { state: "matched" }] });
    expect(result.first?.message).toMatch(/^record 3 \(e-3\): the event was altered: expected the content_hash /);
  });

  it.each<[string, (record: ExportedRecord) => ExportedRecord, string, RegExp]>([
    [
      "content hash",
      (r) => ({ ...r, event: { ...r.event, contentHash: genesisHash } }),
      "wrong_content_hash",
      /: content_hash was altered: /,
    ],
    ["commitment", (r) => ({ ...r, commit: genesisHash }), "wrong_commitment", /: the commitment was altered: /],
    [
      "key",
      (r) => ({ ...r, opening: { key: genesisHash } }),
      "wrong_commitment",
      /: the event or its opening was altered: /,
    ],
    [
      "hash_prev",
      (r) => ({ ...r, event: { ...r.event, hashPrev: genesisHash } }),
      "wrong_leaf",
      /: hash_prev was altered: /,
    ],
    ["leaf", (r) => ({ ...r, leaf: genesisHash }), "wrong_leaf", /: server_timestamp or the leaf was altered: /],
  ])("reports that the %s was altered", (_, change, code, message) => {
    const { result } = audit(replaceRecord(5, change));
    expect(result.first).toMatchObject({ code, sequence: 5, eventId: "e-5", message: expect.stringMatching(message) });
  });

  it("reports missing records once", () => {
    const { result, faults } = audit(trail.toSpliced(4, 3));
    expect(faults).toEqual([
      {
        valid: false,
        code: "wrong_sequence",
        sequence: 4,
        message: "record 4: expected the sequence 4, got 7: records 4 to 6 are missing or out of order",
      },
    ]);
    expect(result.missing).toEqual([{ start: 4, end: 7 }]);
    expect(result).not.toHaveProperty("root");
    expect(result.checkpoints).toEqual([
      { size: 10, state: "unreached" },
      { size, state: "unreached" },
    ]);
  });

  it("distinguishes records that are out of order, missing and repeated", () => {
    const swapped = audit(trail.toSpliced(4, 2, ...trail.slice(4, 6).reverse()));
    expect(swapped.faults.map(({ message }) => message)).toEqual([
      "record 4: expected the sequence 4, got 5: record 4 is missing or out of order",
      "record 4 (e-4): expected the sequence 6, got 4, which is out of order",
    ]);
    expect(swapped.result.missing).toEqual([]);
    const repeated = audit(trail.toSpliced(5, 0, ...trail.slice(2, 3)));
    expect(repeated.faults.map(({ message }) => message)).toEqual([
      "record 2 (e-2): expected the sequence 5, got 2, which is repeated",
    ]);
  });

  it("also finds other faults of a record that comes too early", () => {
    const { result } = audit(replaceRecord(6, renamed).toSpliced(4, 2));
    expect(result.faults).toEqual(
      new Map([
        ["wrong_sequence", 1],
        ["wrong_content_hash", 1],
      ]),
    );
  });

  it("counts a malformed line as one record", () => {
    const running = createTrailAudit({ origin: trailOrigin });
    expect(running.pushLine("{}")).toMatchObject({ code: "malformed", sequence: 0 });
    for (const record of trail.slice(1)) {
      expect(running.push(record)).toBeUndefined();
    }
    expect(running.finish()).toMatchObject({ records: size, missing: [] });
    expect(running.state()).toBeUndefined();
  });

  it("reports between which checkpoints a log was rebuilt", () => {
    const rebuilt = makeTrail(Array.from({ length: size }, (_, index) => makeTrailEvent(index === 12 ? 99 : index)));
    const { result } = audit(rebuilt);
    expect(result.first).toEqual({
      valid: false,
      code: "wrong_root",
      sequence: 19,
      message: "records 10 to 19 are not those of the kept checkpoint of size 20: one or more were replaced",
    });
    expect(result.checkpoints).toEqual([
      { size: 10, state: "matched" },
      { size, state: "mismatched" },
    ]);
  });

  it("detects that the last records are missing", () => {
    const { result } = audit(trail.slice(0, 15));
    expect(result.first).toEqual({
      valid: false,
      code: "truncated",
      message: "the trail: expected at least 20 records, as in a kept checkpoint, got 15",
    });
    expect(result.checkpoints.map(({ state }) => state)).toEqual(["matched", "unreached"]);
  });

  it("verifies and counts redacted events", () => {
    const log = redactTrail(redactTrail(trail, 5, ["/message/text"]), 5, ["/message"]);
    const { result, faults } = audit(log, [checkpointOf(log, 22)]);
    expect(faults).toEqual([]);
    expect(result).toMatchObject({ verdict: "proved", redacted: 1 });
  });

  it("names every event that shows a replacement without a record", () => {
    const log = [3, 7].reduce((all, sequence) => redactTrail(all, sequence, ["/message/text"]), trail);
    const { result, faults } = audit(log.slice(0, size));
    expect(faults).toEqual([]);
    expect(result).toMatchObject({
      verdict: "failed",
      conditions: [],
      faults: new Map([["wrong_redaction", 2]]),
      first: {
        ...{ code: "wrong_redaction", sequence: 3, eventId: "e-3" },
        message: "record 3 (e-3): shown as redacted, but no redaction record up to size 20 vouches for what it shows",
      },
    });
    const allowed = createTrailAudit({ origin: trailOrigin, checkpoints: kept, allowLaterRedactions: true });
    for (const record of log.slice(0, size)) {
      allowed.push(record);
    }
    expect(allowed.finish()).toMatchObject({
      verdict: "conditional",
      faults: new Map(),
      conditions: [
        { code: "later_redaction", sequence: 3, eventId: "e-3" },
        { code: "later_redaction", sequence: 7, eventId: "e-7" },
      ],
    });
  });

  it("does not report records about events that it reported already, or that are missing", () => {
    const log = [3, 5, 7].reduce((all, sequence) => redactTrail(all, sequence, ["/message/text"]), trail);
    const lines = log.map(formatExportLine);
    lines[3] = "{}";
    lines[5] = formatExportLine({ ...(log[5] ?? expect.unreachable()), commit: genesisHash });
    lines.splice(7, 1);
    const running = createTrailAudit({ origin: trailOrigin });
    const faults = lines.flatMap((line) => running.pushLine(line) ?? []);
    expect(faults.map(({ code, sequence }) => [code, sequence])).toEqual([
      ["malformed", 3],
      ["wrong_commitment", 5],
      ["wrong_sequence", 7],
    ]);
    expect(running.finish().faults.size).toBe(3);
  });

  it("reports a record about an event that shows all that was recorded", () => {
    const log = redactTrail(trail, 5, ["/message/text"]);
    const shown = [...trail, ...log.slice(size)];
    const { result } = audit(shown);
    expect(result.first).toEqual({
      ...{ valid: false, code: "wrong_redaction", sequence: 20, eventId: "r-20" },
      message:
        "record 20 (r-20): redaction_record.sequence: expected a redacted event, got 5, which shows all that was recorded",
    });
  });

  it("continues from the state of another audit, to the same result", () => {
    const one = createTrailAudit({ origin: trailOrigin });
    for (const record of trail.slice(0, 13)) {
      one.push(record);
    }
    const start = one.state() ?? expect.unreachable();
    const other = createTrailAudit({ origin: trailOrigin, checkpoints: kept.slice(1), start });
    for (const record of trail.slice(13)) {
      expect(other.push(record)).toBeUndefined();
    }
    expect(other.finish()).toMatchObject({ verdict: "proved", records: 7, root: kept[1]?.root });
  });

  it("continues with redactions whose records are yet to come", () => {
    const log = redactTrail(redactTrail(redactTrail(trail, 5, ["/message/text"]), 5, ["/message"]), 9, ["/message"]);
    for (let cut = 0; cut <= log.length; cut++) {
      const one = createTrailAudit({ origin: trailOrigin });
      for (const record of log.slice(0, cut)) {
        one.push(record);
      }
      const start = JSON.parse(
        JSON.stringify(one.state(), (_, value) => hexOf(value)),
        (_, value) => bytesOf(value),
      );
      const other = createTrailAudit({ origin: trailOrigin, checkpoints: [checkpointOf(log, log.length)], start });
      for (const record of log.slice(cut)) {
        expect(other.push(record)).toBeUndefined();
      }
      expect(other.finish()).toMatchObject({ verdict: "proved", redacted: 2 });
    }
  });

  it("still finds after continuing that no record vouches for an event", () => {
    const log = redactTrail(trail, 5, ["/message/text"]);
    const one = createTrailAudit({ origin: trailOrigin });
    for (const record of log.slice(0, 10)) {
      one.push(record);
    }
    const start = one.state() ?? expect.unreachable();
    const other = createTrailAudit({ origin: trailOrigin, start });
    for (const record of log.slice(10, size)) {
      other.push(record);
    }
    expect(other.finish()).toMatchObject({ verdict: "failed", first: { code: "wrong_redaction", sequence: 5 } });
  });

  it("refuses checkpoints that it can no longer compare", () => {
    const one = createTrailAudit({ origin: trailOrigin });
    for (const record of trail.slice(0, 13)) {
      one.push(record);
    }
    const problem = "checkpoint: expected a size of at least 13, up to which the records were read, got 10";
    const refusal = expect.objectContaining({ code: "out_of_range", message: problem });
    const start = one.state() ?? expect.unreachable();
    expect(() => createTrailAudit({ origin: trailOrigin, checkpoints: kept, start })).toThrow(refusal);
    expect(() => one.readOn(kept[0] ?? expect.unreachable())).toThrow(refusal);
    one.readOn({ origin: trailOrigin, size: 13, root: new Uint8Array(32) });
    expect(one.finish()).toMatchObject({ verdict: "failed", first: { code: "wrong_root", sequence: 12 } });
  });

  it("reads on in a log that grew meanwhile", () => {
    const before = redactTrail(trail, 5, ["/message/text"]);
    const after = redactTrail(redactTrail(before, 5, ["/message"]), 7, ["/message"]);
    const running = createTrailAudit({ origin: trailOrigin, checkpoints: [checkpointOf(before, size)] });
    // Records 5 and 7 are read before their redactions, record 6 belongs to none.
    for (const record of before.slice(0, size)) {
      running.push(record);
    }
    expect(running.unconfirmed).toBe(1);
    running.readOn(checkpointOf(after, after.length));
    for (const record of after.slice(size)) {
      expect(running.push(record)).toBeUndefined();
    }
    expect(running.unconfirmed).toBe(0);
    expect(running.finish()).toMatchObject({ verdict: "proved", records: 23, redacted: 1 });
  });

  it("keeps one entry for each redacted event, whatever else the trail holds", () => {
    const log = [3, 3, 7, 11].reduce(
      (all, sequence, index) => redactTrail(all, sequence, [index === 1 ? "/message/role" : "/message/text"]),
      trail,
    );
    const running = createTrailAudit({ origin: trailOrigin });
    for (const record of log) {
      running.push(record);
    }
    const { redactions = [] } = running.state() ?? {};
    expect(redactions.map(({ sequence, records, recordedAt }) => [sequence, records, recordedAt])).toEqual([
      [3, 2, 21],
      [7, 1, 22],
      [11, 1, 23],
    ]);
  });
});
