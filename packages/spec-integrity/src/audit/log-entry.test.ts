// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromJson, type JsonValue } from "@bufbuild/protobuf";
import { type ListValue, ListValueSchema, timestampFromMs } from "@bufbuild/protobuf/wkt";
import { EventSchema, EventType, RedactionInfoSchema } from "@chaukas/spec-common";
import { bytesFromHex, commitEvent, type EventOpening, openEvent, redactEvent } from "@chaukas/spec-integrity";
import {
  CommitmentLeafSchema,
  createLogEntry,
  logEntryFromJsonString,
  logEntryOpening,
  logEntryToJsonString,
} from "@chaukas/spec-integrity/audit";
import { describe, expect, it } from "vitest";

const isTags = ({ values: [name] }: ListValue) => name?.kind.value === "tags";

const key = "2c9309415410535bcd1c194095bce831cf215cbc057164399fd4424ff250cd7a";
const record = '{"commit":"","event_id":"e","hash_prev":"","seq":7,"ts":"","v":1}';
const event = create(EventSchema, {
  eventId: "e",
  tenantId: "acme",
  sessionId: "s",
  type: EventType.INPUT_RECEIVED,
  timestamp: timestampFromMs(0),
  content: { case: "message", value: { role: "user", text: "my name is Ann" } },
  metadata: { email: "ann@example.com", n: 1 },
});
const { commit } = commitEvent(event, bytesFromHex(key));

function sendAndOpen(shown: typeof event, opening: EventOpening) {
  const sent = createLogEntry({ sequence: 7, record, event: shown, opening });
  const received = logEntryFromJsonString(logEntryToJsonString(sent));
  expect(received).toEqual(sent);
  expect(logEntryOpening(received)).toEqual(opening);
  return openEvent(received.event ?? shown, logEntryOpening(received));
}

describe("the opening of an entry", () => {
  it("leads to the commitment while nothing is redacted", () => {
    expect(sendAndOpen(event, { key })).toMatchObject({ valid: true, commit });
  });

  it.each([
    [{ method: "mask" }],
    [{ method: "drop" }],
    [{ method: "hash", salt: new Uint8Array(16), saltId: "salt-1" }],
  ] as const)("leads to the commitment after redaction by %o", (method) => {
    const redacted = redactEvent(event, { key }, ["/message/text", "/metadata/email"], method);
    expect(sendAndOpen(redacted.event, redacted.opening)).toMatchObject({ valid: true, commit });
  });

  it("distinguishes redaction at the source from later redaction", () => {
    const source = create(EventSchema, {
      ...event,
      redaction: create(RedactionInfoSchema, { fields: ["/metadata/phone"], method: "drop" }),
    });
    const redacted = redactEvent(source, { key }, ["/message/text"], { method: "mask" });
    expect(redacted.opening).toMatchObject({ redaction: { fields: ["/metadata/phone"], method: "drop" } });
    expect(sendAndOpen(redacted.event, redacted.opening)).toMatchObject({
      valid: true,
      commit: commitEvent(source, bytesFromHex(key)).commit,
    });
  });

  it("leads to another commitment if a value that was not redacted changes", () => {
    const redacted = redactEvent(event, { key }, ["/message/text"], { method: "mask" });
    const altered = create(EventSchema, { ...redacted.event, metadata: { email: "bob@example.com", n: 1 } });
    const opened = sendAndOpen(altered, redacted.opening);
    expect(opened.valid && opened.commit === commit).toBe(false);
  });

  it.each<[string, JsonValue]>([
    ["null", null],
    ["a boolean", true],
    ["a list", [0]],
    ["an object", {}],
    ["a fraction", 0.5],
    ["the digits of an index", "0"],
  ])("names no leaf if %s stands for an index in a path", (_, segment) => {
    const shown = create(EventSchema, { ...event, tags: ["a"] });
    const redacted = redactEvent(shown, { key }, ["/metadata"], { method: "drop" });
    const entry = createLogEntry({ sequence: 7, record, event: redacted.event, opening: redacted.opening });
    const leaf = entry.leaves.find(({ digest, path }) => digest === "" && path?.values.length === 2 && isTags(path));
    const sent = { path: fromJson(ListValueSchema, ["tags", segment]), salt: leaf?.salt ?? "" };
    const leaves = entry.leaves.map((other) => (other === leaf ? create(CommitmentLeafSchema, sent) : other));
    expect(openEvent(redacted.event, logEntryOpening(entry))).toMatchObject({ valid: true });
    expect(openEvent(redacted.event, logEntryOpening({ ...entry, leaves }))).toMatchObject({
      valid: false,
      code: "altered",
      message: expect.stringMatching(/: expected a leaf of the event with its salt, or a digest$/),
    });
  });

  it("is invalid if an entry has neither a key nor leaves", () => {
    const entry = { ...createLogEntry({ sequence: 7, record, event, opening: { key } }), saltKey: "" };
    expect(openEvent(event, logEntryOpening(entry))).toMatchObject({
      valid: false,
      code: "bad_opening",
      message: "the salt key: expected 64 digits of lower-case hex",
    });
  });
});
