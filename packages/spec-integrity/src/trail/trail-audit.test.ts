// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { checkpointOf, makeTrail, makeTrailEvent, trailOrigin } from "../../test/make-trail.ts";
import { createTrailAudit, type ExportedRecord, formatExportLine, genesisHash, redactEvent } from "../index.ts";

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

const renamed = (record: ExportedRecord): ExportedRecord => ({ ...record, event: { ...record.event, agentId: "x" } });

describe("createTrailAudit", () => {
  it("finds nothing in a complete trail", () => {
    const { result, faults } = audit(trail);
    expect(faults).toEqual([]);
    expect(result).toEqual({
      valid: true,
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
    expect(result).toMatchObject({ valid: false, checkpoints: [{ state: "matched" }, { state: "matched" }] });
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
    const { result } = audit(
      replaceRecord(5, (r) => ({ ...r, ...redactEvent(r.event, r.opening, ["/message/text"], { method: "drop" }) })),
    );
    expect(result).toMatchObject({ valid: true, redacted: 1 });
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
    expect(other.finish()).toMatchObject({ valid: true, records: 7, root: kept[1]?.root });
  });
});
