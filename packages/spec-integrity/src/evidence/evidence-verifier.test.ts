// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { describe, expect, it } from "vitest";
import { evidenceLines, evidenceOf, makeRedactedTrail } from "../../test/make-evidence.ts";
import {
  checkpointOf,
  makeTrail,
  makeTrailEvent,
  signedCheckpointOf,
  trailKey,
  trailOrigin,
} from "../../test/make-trail.ts";
import {
  commitEvent,
  createEvidenceVerifier,
  createNoteSigner,
  createNoteVerifier,
  type EvidenceExpectation,
  type EvidenceRecord,
  formatEvidenceHeader,
  formatVerifierKey,
  parseEvidenceHeader,
  parseEvidenceLine,
  parseVerifierKey,
  signCheckpoint,
} from "../index.ts";

const origin = trailOrigin;
const key = parseVerifierKey(trailKey);
const trail = makeRedactedTrail();
const size = trail.length;
const selected = [0, 2, 3, 5, 7];
const records = await evidenceOf(trail, selected);
const [header = "", ...lines] = evidenceLines(trail, records);

function verify(all: readonly string[], expected: Omit<EvidenceExpectation, "origin"> = { key }) {
  const verifier = createEvidenceVerifier({ origin, ...expected });
  const found = all.map((line) => verifier.pushLine(line));
  return { ...verifier.finish(), found };
}

/** Verifies the evidence with one of its records changed. */
function verifyChanged(sequence: number, change: (event: Event) => void, members: Partial<EvidenceRecord> = {}) {
  const changed = records.map((record) => {
    if (record.sequence !== sequence) {
      return record;
    }
    const event = clone(EventSchema, record.event);
    change(event);
    return { ...record, event, ...members };
  });
  return verify(evidenceLines(trail, changed));
}

const beyond = evidenceLines(trail, await evidenceOf(trail, [6]), 6);
const unredacted = makeTrail(trail.map(({ event }, index) => (index === 2 ? makeTrailEvent(2) : event)));
/** Shows an event as it was before its redaction, with the record of it. */
const restored = evidenceLines(unredacted, await evidenceOf(unredacted, [2, 5]));

describe("createEvidenceVerifier", () => {
  it("proves a selection with the key of the log, and lists what was redacted, when, by whom and why", () => {
    const by = { reason: "erasure was requested", requestedBy: "case 118", keyId: "0123456789ab", operator: "" };
    expect(verify([header, ...lines])).toEqual({
      verdict: "proved",
      conditions: [],
      header: { origin, checkpoint: signedCheckpointOf(trail, size), size, selection: { tenant_id: "acme" } },
      records: 5,
      redacted: [
        {
          sequence: 2,
          eventId: "e-2",
          redactions: [
            { sequence: 5, time: "2023-11-14T22:15:00.000005Z", fields: ["/message/text"], method: "mask", ...by },
            { sequence: 7, time: "2023-11-14T22:15:00.000007Z", fields: ["/metadata/phone"], method: "drop", ...by },
          ],
        },
      ],
      faults: new Map(),
      found: Array(6).fill(undefined),
    });
  });

  it("proves any selection without redactions, and records of events that were not selected", async () => {
    for (const chosen of [[], [0], [size - 1], [0, 1, 3, 4, 6], [5], [7], [5, 7]]) {
      const lines = evidenceLines(trail, await evidenceOf(trail, chosen));
      expect(verify(lines)).toMatchObject({ verdict: "proved", records: chosen.length, redacted: [] });
    }
  });

  it("proves with a kept checkpoint of the same size instead of the key, and otherwise says what is missing", () => {
    expect(verify([header, ...lines], { checkpoints: [checkpointOf(trail, size)] }).verdict).toBe("proved");
    for (const checkpoints of [[], [checkpointOf(trail, 3)]]) {
      expect(verify([header, ...lines], { checkpoints })).toMatchObject({
        verdict: "conditional",
        conditions: [
          { code: "no_checkpoint", message: expect.stringMatching(/^no key and no kept checkpoint of size /) },
        ],
      });
    }
  });

  it.each<[string, ReturnType<typeof verify>, code: string, sequence: number]>([
    ["a value that was altered", verifyChanged(3, (event) => (event.agentName = "x")), "wrong_content_hash", 3],
    [
      "a value that was altered with its content hash",
      verifyChanged(3, (event) => {
        event.agentName = "x";
        event.contentHash = commitEvent(event, new Uint8Array(32)).contentHash;
      }),
      "wrong_proof",
      3,
    ],
    [
      "an altered replacement",
      verifyChanged(2, (event) => (event.metadata = { n: 2, phone: "x" })),
      "wrong_redaction",
      2,
    ],
    ["an altered value beside a redaction", verifyChanged(2, (event) => (event.metadata = { n: 3 })), "wrong_proof", 2],
    [
      "a place that was never redacted",
      verifyChanged(2, (event) => event.redaction?.fields.push("/x")),
      "wrong_redaction",
      2,
    ],
    ["a value that no place names", verifyChanged(2, (event) => (event.agentName = "x")), "wrong_commitment", 2],
    ["an altered redaction record", verifyChanged(5, (event) => setReason(event, "x")), "wrong_content_hash", 5],
    ["an altered hash_prev", verifyChanged(3, (event) => (event.hashPrev = "0".repeat(64))), "wrong_proof", 3],
    ["a malformed hash_prev", verifyChanged(3, (event) => (event.hashPrev = "")), "malformed", 3],
    [
      "an altered server time",
      verifyChanged(3, (event) => (event.serverTimestamp = create(TimestampSchema))),
      "wrong_proof",
      3,
    ],
    ["no server time", verifyChanged(3, (event) => delete event.serverTimestamp), "wrong_server_field", 3],
    [
      "another worm_proof_id",
      verifyChanged(3, (event) => (event.wormProofId = `${origin}#4`)),
      "wrong_server_field",
      3,
    ],
    ["another tenant", verifyChanged(3, (event) => (event.tenantId = "x")), "wrong_tenant", 3],
    ["the opening of another event", verifyChanged(3, () => {}, { opening: recordOf(0).opening }), "wrong_proof", 3],
    ["the proof of another event", verifyChanged(3, () => {}, { proof: recordOf(2).proof }), "wrong_proof", 3],
    ["a proof that is too short", verifyChanged(3, () => {}, { proof: recordOf(3).proof.slice(1) }), "wrong_proof", 3],
    ["another sequence", verifyChanged(3, () => {}, { sequence: 4 }), "wrong_server_field", 4],
    ["no first redaction record", verify(without(5)), "wrong_redaction", 7],
    ["no last redaction record", verify(without(7)), "wrong_redaction", 2],
    ["no redaction record at all", verify(without(5, 7)), "wrong_redaction", 2],
    ["a record twice", verify([header, ...lines, lines.at(-1) ?? ""]), "wrong_sequence", 7],
    ["records out of order", verify([header, lines[1] ?? "", lines[0] ?? ""]), "wrong_sequence", 0],
    ["a record beyond the checkpoint", verify(beyond), "wrong_proof", 6],
    ["an event in full that has a redaction record", verify(restored), "wrong_redaction", 5],
  ])("finds %s", (_, result, code, sequence) => {
    expect(result).toMatchObject({ verdict: "failed", conditions: [], first: { valid: false, code, sequence } });
    expect(result.first?.message).toMatch(new RegExp(`^record ${sequence} \\([\\w-]+\\): .`));
  });

  it.each<[string, string[], code: string]>([
    ["nothing", [], "malformed"],
    ["an empty header", [""], "malformed"],
    ["the evidence of another log", [header.replace(origin, "audit.example.com/t/other")], "wrong_origin"],
    ["a checkpoint of another log", [headerWith(otherCheckpoint())], "wrong_checkpoint"],
    ["a checkpoint that another key signed", [headerWith(forgedCheckpoint())], "wrong_checkpoint"],
    ["another size than that of the checkpoint", [header.replace(`"size":${size}`, '"size":9')], "wrong_checkpoint"],
    ["a checkpoint that is not one", [headerWith("x")], "wrong_checkpoint"],
  ])("finds %s, and does not check the records then", (_, start, code) => {
    const result = verify([...start, ...(start.length > 0 ? lines : [])]);
    expect(result).toMatchObject({ verdict: "failed", records: start.length * 5, redacted: [], first: { code } });
    expect([...result.faults]).toEqual([[code, 1]]);
  });

  it("compares a checkpoint without its signature if there is no key", () => {
    const fork = makeTrail(Array.from({ length: size }, (_, index) => makeTrailEvent(index + 1)));
    const checkpoints = [checkpointOf(fork, size)];
    const message = `the checkpoint: expected the root of the kept checkpoint of size ${size}, got another: the log was forked`;
    expect(verify([header], { checkpoints }).first).toEqual({ valid: false, code: "wrong_checkpoint", message });
    expect(verify([headerWith(otherCheckpoint())], {}).first?.message).toBe(
      `the checkpoint: expected the origin ${origin}, got audit.example.com/t/other`,
    );
    expect(verify([headerWith("x\n\n")], {}).first?.code).toBe("wrong_checkpoint");
  });

  it("continues after a fault, and counts all of them", () => {
    const result = verify([header, "{}", lines[0]?.replace("hello", "hallo") ?? "", ...lines.slice(1)]);
    expect([...result.faults]).toEqual([
      ["malformed", 1],
      ["wrong_content_hash", 1],
    ]);
    expect(result.first).toEqual({
      valid: false,
      code: "malformed",
      message: 'entry 1: record: expected a line {"seq":…,"opening":…,"event":…,"proof":[…]}',
    });
    expect(result).toMatchObject({ records: 6, redacted: [{ sequence: 2 }] });
  });

  it("takes records that were read before, after the header", () => {
    const verifier = createEvidenceVerifier({ origin, key });
    verifier.pushLine(header);
    expect(records.map((record) => verifier.push(record))).toEqual(Array(5).fill(undefined));
    expect([verifier.records, verifier.finish().verdict]).toEqual([5, "proved"]);
    const early = createEvidenceVerifier({ origin, key });
    expect(records.map((record) => early.push(record)?.code)).toEqual(["malformed", ...Array(4).fill(undefined)]);
    expect(early.finish()).toMatchObject({ verdict: "failed", records: 5 });
  });

  it("returns the faults that belong to no line when it ends", () => {
    expect(verify(without(7)).atEnd).toMatchObject([{ code: "wrong_redaction", sequence: 2 }]);
  });

  it("refuses a key or a checkpoint of another log", () => {
    const other = createNoteSigner("audit.example.com/t/other", new Uint8Array(32));
    const mismatch = expect.objectContaining({ code: "mismatch" });
    const wrong = createNoteVerifier(other.name, other.publicKey);
    expect(() => createEvidenceVerifier({ origin, key: wrong })).toThrow(mismatch);
    const checkpoint = { ...checkpointOf(trail, 1), origin: other.name };
    expect(() => createEvidenceVerifier({ origin, checkpoints: [checkpoint] })).toThrow(mismatch);
    expect(() => createEvidenceVerifier({ origin: "acme" })).toThrow(expect.objectContaining({ code: "malformed" }));
  });

  function recordOf(sequence: number): EvidenceRecord {
    return records.find((record) => record.sequence === sequence) ?? expect.unreachable();
  }

  function without(...sequences: number[]): string[] {
    return evidenceLines(
      trail,
      records.filter(({ sequence }) => !sequences.includes(sequence)),
    );
  }

  function headerWith(checkpoint: string): string {
    return formatEvidenceHeader({ origin, checkpoint, size, selection: {} });
  }

  function otherCheckpoint(): string {
    const other = createNoteSigner("audit.example.com/t/other", new Uint8Array(32).fill(7));
    return signCheckpoint({ ...checkpointOf(trail, size), origin: other.name }, other);
  }

  function forgedCheckpoint(): string {
    const forger = createNoteSigner(origin, new Uint8Array(32).fill(8));
    expect(formatVerifierKey(forger)).not.toBe(trailKey);
    return signCheckpoint(checkpointOf(trail, size), forger);
  }

  function setReason(event: Event, reason: string): void {
    if (event.content.case === "redactionRecord") {
      event.content.value.reason = reason;
    }
  }
});

describe("the format of evidence", () => {
  const [line = ""] = lines;

  it("is read as written", () => {
    expect(parseEvidenceHeader(header)).toMatchObject({ origin, size, selection: { tenant_id: "acme" } });
    expect(lines.map(parseEvidenceLine)).toEqual(records);
  });

  it.each<[string, string]>([
    ["white space", line.replace(",", ", ")],
    ["a sequence beyond 2^53", line.replace('"seq":0', '"seq":9007199254740992')],
    ["an opening that is not JSON", line.replace(/\{"key":"\w+"\}/, '{"key":}')],
    ["an opening with a key twice", line.replace('{"key"', '{"key":"a","key"')],
    ["an event with a key twice", line.replace('"event_id"', '"event_id":"x","event_id"')],
    ["no proof", line.replace(/,"proof".*/, "}")],
    ["a proof that is not in hex", line.replace(/"proof":\[/, '"proof":["x",')],
    ["a proof longer than any tree needs", line.replace(/"proof":\[/, `"proof":[${`"${"0".repeat(64)}",`.repeat(54)}`)],
    ["a second event behind the first", line.replace('"event":', '"event":{},"event":')],
  ])("refuses %s", (_, text) => {
    expect(text).not.toBe(line);
    expect(() => parseEvidenceLine(text)).toThrow(expect.objectContaining({ code: "malformed" }));
  });

  it.each<[string, string]>([
    ["another format", header.replace("evidence/1", "evidence/2")],
    ["a member twice", header.replace('"size"', '"size":1,"size"')],
    ["another member", header.replace('"size"', '"count":1,"size"')],
    ["a size that is no integer", header.replace(`"size":${size}`, '"size":1.5')],
    ["a selection that is no object", header.replace(/"selection":.*/, '"selection":[]}')],
    ["null", "null"],
  ])("refuses a header with %s", (_, text) => {
    expect(() => parseEvidenceHeader(text)).toThrow(
      expect.objectContaining({ code: "malformed", message: expect.stringMatching(/^header: expected /) }),
    );
  });
});
