// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { describe, expect, it } from "vitest";
import {
  appendEvent,
  checkpointOf,
  makeTrail,
  makeTrailEvent,
  redactTrail,
  trailOrigin,
} from "../../test/make-trail.ts";
import {
  bytesFromHex,
  commitEvent,
  createCompactRange,
  createTrailVerifier,
  type EventOpening,
  type ExportedRecord,
  formatExportHeader,
  formatExportLine,
  formatProofId,
  genesisHash,
  parseExportHeader,
  parseExportLine,
} from "../index.ts";

const origin = trailOrigin;
const size = 9;
const records = makeTrail(Array.from({ length: size }, (_, index) => makeTrailEvent(index)));
const lines = records.map(formatExportLine);
const roots = rootsOf(records);
const checkpoint = { origin, size, root: roots[size] ?? expect.unreachable() };

function rootsOf(log: readonly ExportedRecord[]): Uint8Array[] {
  const range = createCompactRange();
  const rest = log.map(({ leaf }) => {
    range.append(bytesFromHex(leaf));
    return range.root();
  });
  return [createCompactRange().root(), ...rest];
}

function verify(log: readonly ExportedRecord[], checkpoints = [checkpoint]) {
  const verifier = createTrailVerifier({ origin, checkpoints });
  for (const line of log.map(formatExportLine)) {
    verifier.pushLine(line);
  }
  return verifier.finish();
}

function alter(index: number, change: (event: Event) => void, members: Partial<ExportedRecord> = {}): ExportedRecord[] {
  return records.map((record, place) => {
    if (place !== index) {
      return record;
    }
    const event = clone(EventSchema, record.event);
    change(event);
    return { ...record, event, ...members };
  });
}

describe("createTrailVerifier", () => {
  it("accepts a valid trail under every kept checkpoint", () => {
    const checkpoints = roots.map((root, index) => ({ origin, size: index, root }));
    expect(verify(records, checkpoints)).toEqual({
      ...{ valid: true, verdict: "proved", conditions: [] },
      ...{ size, root: checkpoint.root, redacted: 0 },
    });
  });

  it("proves nothing beyond the largest kept checkpoint", () => {
    const open = (message: string, code = "not_covered") => ({
      valid: true,
      verdict: "conditional",
      conditions: [{ code, message }],
    });
    expect(verify(records, [])).toMatchObject(
      open(
        "no kept checkpoint: the whole trail may have been rebuilt, or records removed from its end",
        "no_checkpoint",
      ),
    );
    expect(verify(records, [checkpointOf(records, 8), checkpointOf(records, 3)])).toMatchObject(
      open("1 of 9 records: no kept checkpoint covers record 8, which may have been replaced"),
    );
    expect(verify(records, [checkpointOf(records, 0)])).toMatchObject(
      open("9 of 9 records: no kept checkpoint covers records 0 to 8, which may have been replaced"),
    );
    expect(verify([], [])).toMatchObject({ verdict: "conditional" });
    expect(verify([], [checkpointOf([], 0)])).toMatchObject({ verdict: "proved", size: 0 });
  });

  it("accepts events that were redacted after ingest, and counts them", () => {
    const once = redactTrail(records, 4, ["/message/text"], { method: "mask" });
    const twice = redactTrail(redactTrail(once, 6, ["/message"]), 4, ["/message/role"]);
    for (const [log, redacted] of [
      [once, 1],
      [twice, 2],
    ] as const) {
      expect(verify(log, [checkpointOf(log, log.length)])).toMatchObject({
        verdict: "proved",
        conditions: [],
        redacted,
      });
    }
  });

  it("proves no replacement that only a record beyond the kept checkpoint vouches for", () => {
    const log = redactTrail(redactTrail(records, 4, ["/message/text"]), 5, ["/message/text"]);
    const followed = redactTrail(appendEvent(log, makeTrailEvent(11)), 4, ["/message/role"]);
    expect(verify(followed, [checkpointOf(followed, 12)])).toMatchObject({
      verdict: "conditional",
      conditions: [
        {
          code: "not_covered",
          message: "1 of 13 records: no kept checkpoint covers record 12, which may have been replaced",
        },
        {
          ...{ code: "not_covered", sequence: 4, eventId: "e-4" },
          message: "record 4 (e-4): what it shows is vouched for by record 12, which no kept checkpoint covers",
        },
      ],
    });
  });

  it.each<[string, ExportedRecord[], string, number]>([
    [
      "a changed value",
      alter(3, (event) => (event.content.value = { ...event.content.value, text: "x" } as never)),
      "wrong_content_hash",
      3,
    ],
    [
      "a changed value with its content hash",
      alter(3, (event) => {
        event.agentId = "x";
        event.contentHash = commitEvent(event, new Uint8Array(32)).contentHash;
      }),
      "wrong_commitment",
      3,
    ],
    ["a changed content hash", alter(2, (event) => (event.contentHash = genesisHash)), "wrong_content_hash", 2],
    ["a changed key", alter(2, () => {}, { opening: { key: "0".repeat(64) } }), "wrong_commitment", 2],
    ["a changed commitment", alter(2, () => {}, { commit: genesisHash }), "wrong_commitment", 2],
    ["a changed leaf", alter(2, () => {}, { leaf: genesisHash }), "wrong_leaf", 2],
    ["a changed hash_prev", alter(2, (event) => (event.hashPrev = genesisHash)), "wrong_leaf", 2],
    ["an invalid hash_prev", alter(2, (event) => (event.hashPrev = "")), "malformed", 2],
    ["a changed server time", alter(2, (event) => (event.serverTimestamp = create(TimestampSchema))), "wrong_leaf", 2],
    ["no server time", alter(2, (event) => delete event.serverTimestamp), "wrong_server_field", 2],
    [
      "a changed worm_proof_id",
      alter(2, (event) => (event.wormProofId = formatProofId(origin, 3))),
      "wrong_server_field",
      2,
    ],
    ["another tenant", alter(2, (event) => (event.tenantId = "other")), "wrong_tenant", 2],
    ["a deleted record", records.toSpliced(4, 1), "wrong_sequence", 4],
    ["an inserted record", records.toSpliced(4, 0, records[3] ?? expect.unreachable()), "wrong_sequence", 4],
    ["two records swapped", records.toSpliced(4, 2, ...records.slice(4, 6).reverse()), "wrong_sequence", 4],
    [
      "a log that was rebuilt from another genesis",
      makeTrail(
        records.map(({ event }) => event),
        "a".repeat(64),
      ),
      "wrong_hash_prev",
      0,
    ],
    [
      "a log that was rebuilt after a change",
      makeTrail(alter(3, (event) => (event.agentId = "x")).map(({ event }) => event)),
      "wrong_root",
      8,
    ],
  ])("finds %s", (_, log, code, sequence) => {
    const fault = verify(log);
    expect(fault).toMatchObject({ valid: false, code, sequence });
    expect(fault).toHaveProperty("message", expect.stringMatching(/^(record \d+ \(e-\d\)|the first 9 records): ./));
  });

  it("finds unknown fields in the server time, which no hash covers", () => {
    const [record = expect.unreachable()] = records;
    const event = clone(EventSchema, record.event);
    Object.assign(event.serverTimestamp ?? {}, { $unknown: [{ no: 9, wireType: 0, data: Uint8Array.of(1) }] });
    expect(createTrailVerifier({ origin }).push({ ...record, event })).toMatchObject({
      code: "malformed",
      message: "record 0 (e-0): /server_timestamp: expected only known fields, got field number 9",
    });
  });

  it("detects that the last records are missing", () => {
    expect(verify(records.slice(0, 8))).toEqual({
      valid: false,
      code: "truncated",
      message: "the trail: expected at least 9 records, as in a kept checkpoint, got 8",
    });
  });

  it("reports the first of several faults, and keeps reporting it", () => {
    const verifier = createTrailVerifier({ origin });
    const fault = verifier.pushLine("{}");
    expect(fault).toEqual({
      valid: false,
      code: "malformed",
      sequence: 0,
      message: 'record 0: record: expected a line {"seq":…,"leaf":…,"commit":…,"opening":…,"event":…}',
    });
    expect(verifier.pushLine(lines[0] ?? "")).toBe(fault);
    expect(verifier.finish()).toBe(fault);
  });

  it("refuses checkpoints of another log, and two of the same size", () => {
    expect(() => createTrailVerifier({ origin: "audit.example.com/t/other", checkpoints: [checkpoint] })).toThrow(
      expect.objectContaining({
        code: "mismatch",
        message: `checkpoint: expected the origin audit.example.com/t/other, got ${origin}`,
      }),
    );
    const forked = { ...checkpoint, root: roots[1] ?? expect.unreachable() };
    expect(() => createTrailVerifier({ origin, checkpoints: [checkpoint, forked] })).toThrow(
      expect.objectContaining({
        code: "mismatch",
        message: "checkpoints: expected one root for size 9, got two: the log was forked",
      }),
    );
    expect(() => createTrailVerifier({ origin: "acme" })).toThrow(expect.objectContaining({ code: "malformed" }));
  });

  it("detects a checkpoint of size 0 whose root is not that of the empty tree", () => {
    expect(verify([], [{ origin, size: 0, root: checkpoint.root }])).toMatchObject({ code: "wrong_root" });
  });
});

describe("the export format", () => {
  const [line = ""] = lines;

  it("is read as written", () => {
    const header = { origin, size };
    expect(parseExportHeader(formatExportHeader(header))).toEqual(header);
    expect(lines.map(parseExportLine)).toEqual(records);
  });

  it("keeps the paths of leaves as they are", () => {
    const metadata = { "a\u2028b": [1], '"},"event":': { "0": 1 }, x: 1, "": {}, "~/": [] };
    const event = { ...makeTrailEvent(0), metadata };
    const log = redactTrail(makeTrail([event]), 0, ["/metadata/x"]);
    expect(log.map(formatExportLine).map(parseExportLine)).toEqual(log);
    expect(verify(log, [checkpointOf(log, 2)])).toMatchObject({ verdict: "proved" });
  });

  it.each<[string, string, string]>([
    ["white space", line.replace(",", ", "), 'expected a line {"seq":…,"leaf":…,"commit":…,"opening":…,"event":…}'],
    [
      "an opening with a key twice",
      withOpening('{"key":"a","key":"b"}'),
      "expected an opening with a key, or with leaves",
    ],
    [
      "an opening with another member",
      withOpening('{"key":"a","salt":"b"}'),
      "expected an opening with a key, or with leaves",
    ],
    ...[
      '{"leaves":[{"pointer":""}]}',
      '{"leaves":[{"path":[],"salt":""}]}',
      '{"leaves":[{"path":["a",-1],"salt":""}]}',
      '{"leaves":[{"path":["a",0.5],"salt":""}]}',
      '{"leaves":[{"path":["a",1.0],"salt":""}]}',
      '{"leaves":[{"path":["a",null],"salt":""}]}',
      '{"leaves":[{"path":"/a","salt":""}]}',
      '{"leaves":[{"path":{"0":"a"},"salt":""}]}',
      '{"leaves":[{"path":["a"],"digest":""}]}',
      '{"leaves":[{"salt":"","path":["a"]}]}',
      '{"redaction":{},"leaves":[]}',
      '{"leaves":[[]]}',
      '{"leaves":{"0":{"digest":""}}}',
    ].map((opening): [string, string, string] => [
      `an opening with an invalid leaf, ${opening},`,
      withOpening(opening),
      "expected an opening with a key, or with leaves",
    ]),
    ...["1", "[]", "null", '{"fields":"/a"}', '{"fields":[1]}', '{"fields":[]}', '{"other":""}'].map(
      (redaction): [string, string, string] => [
        `an opening with the redaction ${redaction}`,
        withOpening(`{"leaves":[],"redaction":${redaction}}`),
        "expected an opening with a key, or with leaves",
      ],
    ),
    ["an opening that is not JSON", withOpening('{"key":}'), "expected an opening in JSON"],
    ["a sequence beyond 2^53", line.replace('"seq":0', '"seq":9007199254740992'), "expected seq from 0 to 2^53 - 1"],
  ])("refuses %s", (_, text, problem) => {
    expect(() => parseExportLine(text)).toThrow(
      expect.objectContaining({ code: "malformed", message: `record: ${problem}` }),
    );
  });

  it.each([
    ["a duplicate key", line.replace('"event_id"', '"event_id":"x","event_id"'), "/event/event_id"],
    ["unknown keys", line.replace('"event_id"', '"eventId":"x","event_id"'), "/event/eventId"],
  ])("refuses an event with %s", (_, text, path) => {
    expect(() => parseExportLine(text)).toThrow(expect.objectContaining({ code: "malformed", path }));
  });

  it.each([
    '{"format":"chaukas-integrity/2"}',
    '{"format":"chaukas-integrity/1","origin":"a\u0001b","size":1}',
    '{"format":"chaukas-integrity/1","origin":"a\nb","size":1}',
    '{"format":"chaukas-integrity/1","origin":"","size":1}',
    '{"format":"chaukas-integrity/1","origin":"a","size":9007199254740992}',
  ])("refuses the header %j", (header) => {
    expect(() => parseExportHeader(header)).toThrow(
      expect.objectContaining({ code: "malformed", message: expect.stringMatching(/^header: expected /) }),
    );
  });

  function withOpening(opening: string): string {
    return line.replace(JSON.stringify(records[0]?.opening satisfies EventOpening | undefined), opening);
  }
});
