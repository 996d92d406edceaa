// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create, type MessageInitShape } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { eventFromJsonString, eventToJsonString } from "@chaukas/spec-common/json";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesToHex,
  commitEvent,
  type LeafOpening,
  listLeaves,
  openEvent,
  redactAtSource,
  redactEvent,
} from "../index.ts";

const key = new Uint8Array(32).fill(9);
const opening = { key: bytesToHex(key) };
const salt = new Uint8Array(16).fill(3);

function makeEvent(members: Partial<MessageInitShape<typeof EventSchema>> = {}): Event {
  const init: MessageInitShape<typeof EventSchema> = {
    eventId: "e-1",
    tenantId: "acme",
    sessionId: "s-1",
    type: 22,
    content: { case: "toolCall", value: { id: "c1", name: "mail", arguments: { to: ["ada@example.com", "x"], n: 3 } } },
    metadata: { customer: { name: "Ada", age: 36 }, note: "" },
    infrastructure: { host: "node-3", processId: 7 },
    extensions: [{ typeUrl: "t/a", value: Uint8Array.of(1) }],
  };
  return create(EventSchema, Object.assign(init, members));
}

describe("redactEvent", () => {
  it("keeps the commitment, regardless of what is redacted", () => {
    fc.assert(
      fc.property(
        arbitraryMessage(EventSchema),
        fc.infiniteStream(fc.boolean()),
        fc.constantFrom({ method: "drop" }, { method: "mask" }, { method: "hash", salt, saltId: "1" } as const),
        (event, choices, method) => {
          const { commit } = commitEvent(event, key);
          const places = listLeaves(event)
            .map(({ pointer }) => pointer)
            .filter(() => choices.next().value);
          const redacted = redactEvent(event, opening, places, method as { method: "drop" });
          expect(openEvent(redacted.event, redacted.opening)).toEqual({ valid: true, commit });
          // The same holds after everything else is redacted.
          const rest = (redacted.opening as LeafOpening).leaves.flatMap((leaf) =>
            "pointer" in leaf ? [leaf.pointer] : [],
          );
          const again = redactEvent(redacted.event, redacted.opening, rest, { method: "drop" });
          expect(openEvent(again.event, again.opening)).toEqual({ valid: true, commit });
          expect((again.opening as LeafOpening).leaves.every((leaf) => "digest" in leaf)).toBe(true);
        },
      ),
    );
  });

  it("leaves no trace of the value, its salt, the key and the content hash", () => {
    const event = makeEvent({ contentHash: "a".repeat(64) });
    const before = openEvent(event, opening);
    const redacted = redactEvent(event, opening, ["/metadata/customer", "/tool_call/arguments/to/0"], {
      method: "mask",
    });
    const text = JSON.stringify(redacted.opening) + eventToJsonString(redacted.event);
    for (const trace of ["Ada", "ada@", "36", opening.key, "a".repeat(64), "customer/name"]) {
      expect(text).not.toContain(trace);
    }
    expect(redacted.event.metadata).toEqual({ customer: "[redacted]", note: "" });
    expect(redacted.event.redaction).toMatchObject({
      fields: ["/metadata/customer", "/tool_call/arguments/to/0"],
      method: "mask",
    });
    expect(openEvent(redacted.event, redacted.opening)).toEqual({ valid: true, commit: before.valid && before.commit });
    expect(event.contentHash).toBe("a".repeat(64));
  });

  it.each([
    ["drop", "/tool_call/arguments/to/0", { arguments: { to: [null, "x"], n: 3 } }],
    ["drop", "/tool_call/arguments/n", { arguments: { to: ["ada@example.com", "x"] } }],
    ["mask", "/tool_call/name", { name: "[redacted]" }],
    ["drop", "/tool_call/name", { name: "" }],
    ["mask", "/tool_call", { id: "", name: "" }],
    ["mask", "/tool_call/arguments/n", { arguments: { n: "[redacted]" } }],
  ] as const)("treats %s of %s", (method, place, content) => {
    const { event } = redactEvent(makeEvent(), opening, [place], { method });
    expect(event.content.value).toMatchObject(content);
    expect(eventFromJsonString(eventToJsonString(event))).toEqual(event);
  });

  it("distinguishes redaction by the producer from later redaction", () => {
    const sent = redactAtSource(makeEvent(), ["/metadata/note", "/metadata/customer/name"], { method: "mask" });
    const { commit } = commitEvent(sent, key);
    const redacted = redactEvent(sent, opening, ["/infrastructure"], { method: "drop" });
    expect(redacted.event.redaction).toMatchObject({
      fields: ["/metadata/note", "/metadata/customer/name", "/infrastructure"],
      method: "drop",
    });
    expect(redacted.opening).toMatchObject({
      redaction: { fields: ["/metadata/note", "/metadata/customer/name"], method: "mask" },
    });
    expect(openEvent(redacted.event, redacted.opening)).toEqual({ valid: true, commit });
    const other = clone(EventSchema, redacted.event);
    other.redaction?.fields.shift();
    expect(openEvent(other, redacted.opening)).toMatchObject({ valid: false, code: "wrong_redaction" });
  });

  it("writes equal hashes for equal values under one salt", () => {
    const event = makeEvent({ metadata: { a: "x", b: "x", c: "y" } });
    const method = { method: "hash", salt, saltId: "2026-01" } as const;
    const { metadata = {}, redaction } = redactEvent(
      event,
      opening,
      ["/metadata/a", "/metadata/b", "/metadata/c"],
      method,
    ).event;
    expect(metadata["a"]).toMatch(/^[0-9a-f]{64}$/);
    expect(metadata["a"]).toBe(metadata["b"]);
    expect(metadata["a"]).not.toBe(metadata["c"]);
    expect(redaction?.saltId).toBe("2026-01");
  });

  it.each([
    [
      "/event_id",
      "not_redactable",
      "/event_id: expected a place in the content, infrastructure, metadata or extensions",
    ],
    ["/tags/0", "not_redactable", "/tags/0: expected a place in the content, infrastructure, metadata or extensions"],
    ["/metadata/b", "not_found", "/metadata/b: expected values that are not yet redacted, found none"],
    ["/message", "not_found", "/message: expected values that are not yet redacted, found none"],
    ["metadata", "malformed", 'pointer: expected a JSON Pointer such as /message/text, got "metadata"'],
  ])("refuses %s", (place, code, message) => {
    expect(() => redactEvent(makeEvent(), opening, [place], { method: "drop" })).toThrow(
      expect.objectContaining({ code, message }),
    );
  });

  it("refuses a salt that is too short, and an opening of another event", () => {
    const short = { method: "hash", salt: new Uint8Array(15), saltId: "" } as const;
    expect(() => redactEvent(makeEvent(), opening, ["/metadata"], short)).toThrow(
      expect.objectContaining({ code: "out_of_range", message: "salt: expected at least 16 bytes, got 15" }),
    );
    const other = { leaves: [{ pointer: "/metadata/x", salt: "0".repeat(32) }] };
    expect(() => redactEvent(makeEvent(), other, ["/metadata"], { method: "drop" })).toThrow(
      expect.objectContaining({ code: "mismatch", path: "/metadata/x" }),
    );
  });
});

describe("openEvent", () => {
  const redacted = redactEvent(makeEvent(), opening, ["/metadata/customer/name"], { method: "drop" });

  it.each<[string, (event: Event) => void]>([
    ["a value outside the commitment", (event) => Object.assign(event.metadata ?? {}, { forged: 1 })],
    ["a missing value that was not redacted", (event) => delete event.metadata?.["note"]],
    ["a redacted place that is not named", (event) => event.redaction?.fields.pop()],
  ])("refuses %s", (_, alter) => {
    const event = clone(EventSchema, redacted.event);
    event.metadata = { ...event.metadata };
    alter(event);
    if (event.redaction?.fields.length === 0) {
      event.metadata["customer"] = { age: 36, name: "Bob" };
    }
    expect(openEvent(event, redacted.opening)).toMatchObject({ valid: false, code: "altered" });
  });

  it("computes another commitment for an altered value", () => {
    const event = clone(EventSchema, redacted.event);
    event.infrastructure = { ...event.infrastructure, host: "node-4" } as never;
    const opened = openEvent(event, redacted.opening);
    expect(opened.valid && opened.commit).not.toBe(commitEvent(makeEvent(), key).commit);
  });

  it.each([
    [{ key: "00" }, "bad_opening", "the salt key: expected 64 digits of lower-case hex"],
    [{ leaves: [{ digest: "00" }] }, "altered", "leaf 0: expected a leaf of the event with its salt, or a digest"],
  ])("refuses the opening %j", (bad, code, message) => {
    expect(openEvent(makeEvent(), bad)).toEqual({ valid: false, code, message });
  });

  it("refuses an event without a normal form", () => {
    const event = makeEvent({ metadata: { a: "\ud800" } });
    expect(openEvent(event, opening)).toMatchObject({ valid: false, code: "bad_event" });
  });
});

describe("redactAtSource", () => {
  it("ignores places without a value", () => {
    const event = makeEvent();
    expect(redactAtSource(event, ["/message/text", "/metadata/a/b", "/metadata/note/0"], { method: "drop" })).toBe(
      event,
    );
  });

  it("also redacts other fields, and clears the content hash", () => {
    const event = makeEvent({ agentName: "Ada's agent", tags: ["ada"], contentHash: "a".repeat(64) });
    const redacted = redactAtSource(event, ["/agent_name", "/tags/0", "/branch"], { method: "mask", mask: "***" });
    expect(redacted).toMatchObject({ agentName: "***", tags: ["***"], contentHash: "" });
  });

  it.each(["/event_id", "/timestamp", "/redaction/fields", "/hash_prev", ""])("refuses %j", (place) => {
    expect(() => redactAtSource(makeEvent(), [place], { method: "drop" })).toThrow(
      expect.objectContaining({ code: "not_redactable", path: place }),
    );
  });
});
