// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create, type JsonObject, type MessageInitShape } from "@bufbuild/protobuf";
import {
  type Event,
  EventSchema,
  EventType,
  InfrastructureMetricsSchema,
  type RedactionInfo,
  RedactionInfoSchema,
} from "@chaukas/spec-common";
import { describe, expect, it } from "vitest";
import {
  appendEvent,
  checkpointOf,
  makeRedactionRecord,
  makeTrail,
  makeTrailEvent,
  redactTrail,
  trailOrigin,
} from "../../test/make-trail.ts";
import {
  bytesFromHex,
  contentHash,
  createTrailAudit,
  createTrailVerifier,
  deriveSalts,
  digestLeaf,
  type EventOpening,
  type ExportedRecord,
  formatExportLine,
  leafPathToPointer,
  listLeaves,
  openEvent,
  shownHash,
  type TrailFault,
} from "../index.ts";

// Each case shows other values than the log holds, with every hash that a forger can compute again.
const toolCall = {
  ...makeTrailEvent(1),
  content: contentOf({
    case: "toolCall",
    value: {
      id: "c1",
      name: "pay",
      arguments: { payees: ["alice", "bob"], limits: { "0": 10, "1": 20 }, amount: 100, note: "rent" },
    },
  }),
};
const trail = makeTrail([makeTrailEvent(0), toolCall, makeTrailEvent(2), makeTrailEvent(3)]);
const recorded = trail[1] ?? expect.unreachable();
const note = "/tool_call/arguments/note";

/** Verifies an export with both verifiers, which know the checkpoint over the whole log. */
function verify(log: readonly ExportedRecord[], honest: readonly ExportedRecord[], allowLaterRedactions = false) {
  const checkpoints = [checkpointOf(honest, honest.length)];
  const verifier = createTrailVerifier({ origin: trailOrigin, checkpoints, allowLaterRedactions });
  const audit = createTrailAudit({ origin: trailOrigin, checkpoints, allowLaterRedactions });
  for (const line of log.map(formatExportLine)) {
    verifier.pushLine(line);
    audit.pushLine(line);
  }
  const result = verifier.finish();
  const audited = audit.finish();
  expect(audited.verdict).toBe(result.valid ? result.verdict : "failed");
  const { code, sequence }: Partial<TrailFault> = result.valid ? {} : result;
  expect([audited.first?.code, audited.first?.sequence]).toEqual([code, sequence]);
  return result;
}

const unvouched = (sequence: number, size = 4) => ({
  ...{ valid: false, code: "wrong_redaction", sequence, eventId: `e-${sequence}` },
  message: `record ${sequence} (e-${sequence}): shown as redacted, but no redaction record up to size ${size} vouches for what it shows`,
});

/** Shows another event and opening in place of record 1. */
function show(event: Event, opening: EventOpening, log = trail): ExportedRecord[] {
  return log.map((record) => (record.sequence === 1 ? { ...record, event, opening } : record));
}

/** Opens record 1 leaf by leaf, and claims that the leaves at some places are erased. */
function claimErased(...places: readonly string[]): EventOpening {
  const leaves = listLeaves(recorded.event);
  const salts = deriveSalts(bytesFromHex("key" in recorded.opening ? recorded.opening.key : ""), leaves.length);
  const isErased = (pointer: string) => places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
  return {
    leaves: leaves.map((leaf, index) => {
      const salt = salts[index] ?? "";
      return isErased(leafPathToPointer(leaf.path)) ? { digest: digestLeaf(salt, leaf) } : { path: leaf.path, salt };
    }),
  };
}

function claim(event: Event, ...fields: string[]): Event {
  return { ...event, contentHash: "", redaction: create(RedactionInfoSchema, { fields, method: "mask" }) };
}

function contentOf(content: NonNullable<MessageInitShape<typeof EventSchema>["content"]>): Event["content"] {
  return create(EventSchema, { content }).content;
}

function redactionOf({ redaction }: Event, members: MessageInitShape<typeof RedactionInfoSchema>): RedactionInfo {
  return Object.assign(clone(RedactionInfoSchema, redaction ?? expect.unreachable()), members);
}

function withArguments(members: JsonObject, event = recorded.event): Event {
  const value = event.content.case === "toolCall" ? event.content.value : expect.unreachable();
  return {
    ...event,
    content: { case: "toolCall", value: { ...value, arguments: { ...value.arguments, ...members } } },
  };
}

describe("a forged trail", () => {
  it("is honest before", () => {
    const redacted = redactTrail(trail, 1, [note], { method: "mask" });
    expect(verify(trail, trail)).toMatchObject({ verdict: "proved" });
    expect(verify(redacted, redacted)).toMatchObject({ verdict: "proved", redacted: 1 });
  });

  it("A1: does not verify with an array for an object", () => {
    const changed = { payees: { "0": "alice", "1": "bob" }, limits: [10, 20] };
    const event = withArguments(changed);
    const keyed = show({ ...event, contentHash: contentHash(event) }, recorded.opening);
    expect(verify(keyed, trail)).toMatchObject({ valid: false, code: "wrong_commitment", sequence: 1 });
    const redacted = redactTrail(trail, 1, [note]);
    const { event: shown, opening } = redacted[1] ?? expect.unreachable();
    expect(verify(show(withArguments(changed, shown), opening, redacted), redacted)).toEqual({
      ...{ valid: false, code: "wrong_commitment", sequence: 1, eventId: "e-1" },
      message: "record 1 (e-1): /tool_call/arguments/limits/0: expected a leaf of the event with its salt, or a digest",
    });
    // Not even as a replacement whose leaves are hidden.
    const fields = ["/tool_call/arguments/payees", "/tool_call/arguments/limits"];
    expect(verify(show(claim(event, ...fields), claimErased(...fields)), trail)).toEqual(unvouched(1));
  });

  it("A2: does not verify with values in place of leaves that no record erased", () => {
    const fields = ["/tool_call/arguments/amount", note];
    const event = claim(withArguments({ amount: 999, note: "bribe" }), ...fields);
    const opening = claimErased(...fields);
    expect(openEvent(event, opening)).toMatchObject({ valid: true, commit: recorded.commit });
    expect(verify(show(event, opening), trail)).toEqual(unvouched(1));
  });

  it("A3: does not verify with everything named as redacted", () => {
    for (const fields of [[""], ["/tool_call", "/message", "/metadata"]]) {
      const message = create(EventSchema, makeTrailEvent(9)).content;
      const event = claim({ ...recorded.event, content: message, metadata: { forged: true } }, ...fields);
      expect(verify(show(event, claimErased("")), trail)).toEqual(unvouched(1));
    }
  });

  it("A4: does not verify with content of another kind", () => {
    const content = contentOf({ case: "llmInvocation", value: { provider: "x" } });
    const event = claim({ ...recorded.event, content }, "/tool_call", "/llm_invocation");
    const opening = claimErased("/tool_call");
    expect(openEvent(event, opening)).toMatchObject({ valid: true, commit: recorded.commit });
    expect(verify(show(event, opening), trail)).toEqual(unvouched(1));
    // Nor with the record of a redaction as its content, which would vouch for itself.
    const { content: record } = makeRedactionRecord(1, recorded.event, {
      sequence: 1n,
      ordinal: 1,
      fields: ["/tool_call"],
    });
    const recording = claim({ ...recorded.event, content: record }, "/tool_call", "/redaction_record");
    expect(verify(show(recording, opening), trail)).toMatchObject({
      ...{ valid: false, code: "wrong_redaction", sequence: 1 },
      message: "record 1 (e-1): expected a redaction record in full, got one that is redacted itself",
    });
  });

  it.each<[string, Event]>([
    ["/infrastructure", { ...recorded.event, infrastructure: create(InfrastructureMetricsSchema, { host: "forged" }) }],
    ["/tool_call/arguments/admin", withArguments({ admin: true })],
  ])("A5: does not verify with %s added, and no leaf erased", (field, event) => {
    expect(verify(show(claim(event, field), claimErased()), trail)).toEqual({
      ...{ valid: false, code: "malformed", sequence: 1, eventId: "e-1" },
      message: "record 1 (e-1): the opening: expected at least one erased leaf, got none",
    });
  });

  it("A6: does not verify with another replacement than the one that was recorded", () => {
    const redacted = redactTrail(trail, 1, [note], { method: "mask" });
    const { event, opening } = redacted[1] ?? expect.unreachable();
    const forged = [
      withArguments({ note: "paid in full" }, event),
      withArguments({ note: { paid: true } }, event),
      { ...event, redaction: redactionOf(event, { method: "drop" }) },
      { ...event, redaction: redactionOf(event, { saltId: "1" }) },
    ];
    for (const shown of forged) {
      expect(verify(show(shown, opening, redacted), redacted)).toEqual(unvouched(1, 5));
    }
    // The record of the redaction cannot be changed to vouch for it either.
    const [shown = expect.unreachable()] = forged;
    const vouching = changeRecord(redacted, shownHash(shown));
    expect(verify(show(shown, opening, vouching), redacted)).toMatchObject({
      valid: false,
      code: "wrong_root",
      sequence: 4,
    });
  });

  it("A7: does not verify with metadata that looks like a redaction record", () => {
    const event = claim(withArguments({ note: "bribe" }), note);
    const opening = claimErased(note);
    const members = { event_id: "e-1", sequence: 1, ordinal: 1, fields: [note], method: "mask" };
    const record = { ...members, erased: [3], shown_hash: shownHash(event) };
    const lookalike = {
      ...makeTrailEvent(4),
      type: EventType.SYSTEM,
      content: contentOf({ case: "stateUpdate", value: { redaction_record: record } }),
      metadata: { redaction_record: record, ...record },
    };
    const log = appendEvent(trail, lookalike);
    expect(verify(log, log)).toMatchObject({ verdict: "proved" });
    expect(verify(show(event, opening, log), log)).toEqual(unvouched(1, 5));
  });

  it("is conditional at most if later redactions are allowed, and names the event", () => {
    const event = claim(withArguments({ note: "bribe" }), note);
    expect(verify(show(event, claimErased(note)), trail, true)).toMatchObject({
      verdict: "conditional",
      conditions: [{ code: "later_redaction", sequence: 1, eventId: "e-1" }],
    });
  });

  it("does not verify with an event as it was before a redaction", () => {
    const once = redactTrail(trail, 1, [note]);
    const twice = redactTrail(once, 1, ["/tool_call/name"]);
    expect(verify(show(recorded.event, recorded.opening, once), once)).toMatchObject({
      ...{ valid: false, code: "wrong_redaction", sequence: 4 },
    });
    const { event, opening } = once[1] ?? expect.unreachable();
    expect(verify(show(event, opening, twice), twice, true)).toEqual(unvouched(1, 6));
  });

  it("does not verify without the record of a redaction, or with one moved", () => {
    const log = appendEvent(redactTrail(trail, 1, [note]), makeTrailEvent(5));
    expect(verify(log.slice(0, 4), log)).toMatchObject({ valid: false, code: "truncated" });
    expect(verify(log.toSpliced(4, 1), log)).toMatchObject({ valid: false, code: "wrong_sequence", sequence: 4 });
    const rebuilt = makeTrail(log.toSpliced(4, 1).map(({ event }) => event));
    expect(verify(rebuilt, log)).toMatchObject({ valid: false });
  });
});

/** Changes the record of the only redaction, and rebuilds the log after it. */
function changeRecord(log: readonly ExportedRecord[], shown: string): ExportedRecord[] {
  const event = log[4]?.event ?? expect.unreachable();
  const { content } = event;
  const value = content.case === "redactionRecord" ? content.value : expect.unreachable();
  return appendEvent(log.slice(0, 4), {
    ...event,
    content: { case: "redactionRecord", value: { ...value, shownHash: shown } },
  });
}
