// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create, type JsonObject, type MessageInitShape } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { eventFromJsonString, eventToJsonString } from "@chaukas/spec-common/json";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesToHex,
  commitEvent,
  type EventOpening,
  leafPathToPointer,
  listLeaves,
  normalForm,
  openEvent,
  type RedactedEvent,
  type RedactionMethod,
  redactAtSource,
  redactableMembers,
  redactEvent,
  shownHash,
} from "../index.ts";

const key = new Uint8Array(32).fill(9);
const opening = { key: bytesToHex(key) };
const salt = new Uint8Array(16).fill(3);
const plainMembers = [
  "event_id",
  "tenant_id",
  "project_id",
  "session_id",
  "span_id",
  "parent_span_id",
  "trace_id",
  "type",
  "severity",
  "status",
  "author",
  "timestamp",
  "redaction",
];

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

// biome-ignore lint/suspicious/noExplicitAny: members that are given, and those that are expected
const evaluated = (value: object): any => ({ content: { case: "evaluation", value } });
const by = (evaluator: object) => ({ evaluator });
// biome-ignore lint/suspicious/noExplicitAny: members that are given, and those that are expected
const accessed = (value: object): any => ({ content: { case: "dataAccess", value } });

/** Returns what `openEvent` must find for a redacted event, from what the redaction says. */
function openedAs(commit: string, ...redactions: RedactedEvent[]) {
  const { shownHash, erased } = redactions.at(-1) ?? expect.unreachable();
  const places = [...new Set(redactions.flatMap(({ fields }) => fields))];
  return { valid: true, commit, redaction: { shownHash, erased, places } };
}

describe("redactEvent", () => {
  it("keeps the commitment, regardless of what is redacted", () => {
    fc.assert(
      fc.property(
        arbitraryMessage(EventSchema).filter(({ content }) => content.case !== "redactionRecord"),
        fc.infiniteStream(fc.boolean()),
        fc.constantFrom({ method: "drop" }, { method: "mask" }, { method: "hash", salt, saltId: "1" } as const),
        (event, choices, method) => {
          const { commit } = commitEvent(event, key);
          const places = listLeaves(event)
            .map(({ path }) => leafPathToPointer(path))
            .filter(() => choices.next().value);
          fc.pre(places.length > 0);
          const redacted = redactEvent(event, opening, places, method as { method: "drop" });
          expect(openEvent(redacted.event, redacted.opening)).toEqual(openedAs(commit, redacted));
          expect(redacted.shownHash).toBe(shownHash(redacted.event));
          // The same holds after everything else is redacted.
          const rest = redacted.opening.leaves.flatMap((leaf) =>
            "path" in leaf ? [leafPathToPointer(leaf.path)] : [],
          );
          if (rest.length > 0) {
            const again = redactEvent(redacted.event, redacted.opening, rest, { method: "drop" });
            expect(openEvent(again.event, again.opening)).toEqual(openedAs(commit, redacted, again));
            expect(again.erased).toEqual(again.opening.leaves.map((_, index) => index));
          }
        },
      ),
    );
  });

  it.each<[string, RedactionMethod["method"], Partial<MessageInitShape<typeof EventSchema>>, Partial<Event>]>([
    ["/tags", "mask", { tags: ["ada", "eu"] }, { tags: [] }],
    ["/tags/0", "mask", { tags: ["ada", "eu"] }, { tags: ["[redacted]", "eu"] }],
    ["/tags/0", "drop", { tags: ["ada", "eu"] }, { tags: ["", "eu"] }],
    ["/agent_name", "mask", { agentName: "Ada's agent" }, { agentName: "[redacted]" }],
    ["/agent_id", "drop", { agentId: "ada-1" }, { agentId: "" }],
    ["/cost", "mask", { cost: { totalCost: 3, currency: "EUR" } }, { cost: undefined as never }],
    ["/cost/total_cost", "drop", { cost: { totalCost: 3, currency: "EUR" } }, {}],
    ["/metadata", "mask", { metadata: { a: [1, { b: null }], c: {} } }, { metadata: undefined as never }],
    ["/metadata/a", "mask", { metadata: { a: [1, { b: null }], c: {} } }, { metadata: { a: "[redacted]", c: {} } }],
    ["/metadata/a/1/b", "drop", { metadata: { a: [1, { b: null }] } }, { metadata: { a: [1, {}] } }],
    ["/metadata/__proto__/a", "drop", { metadata: protoMember({ a: 1, b: 2 }) }, { metadata: protoMember({ b: 2 }) }],
    ["/is_final", "mask", { isFinal: true }, { isFinal: false }],
    ["/pii_categories/0", "mask", { piiCategories: ["EMAIL"] }, { piiCategories: ["[redacted]"] }],
    ["/extensions", "drop", {}, { extensions: [] }],
    ["/evaluation/score", "mask", evaluated({ score: 0.5 }), evaluated({ score: undefined })],
    ["/evaluation/evaluator/name", "mask", evaluated(by({ name: "Ada" })), evaluated(by({ name: "[redacted]" }))],
    ["/data_access/scores/0", "mask", accessed({ scores: [0.5, 1] }), accessed({ scores: [0, 1] })],
    ["/principal", "mask", { principal: { id: "ada" } }, { principal: undefined as never }],
    ["/principal/roles/1", "drop", { principal: { roles: ["a", "b"] } }, { principal: { roles: ["a", ""] } as never }],
    [
      "/delegation/0",
      "mask",
      { delegation: [{ id: "ada" }, { id: "x" }] },
      { delegation: [{ id: "" }, { id: "x" }] as never },
    ],
  ])("erases %s by %s", (place, method, members, shown) => {
    const event = makeEvent(members);
    const before = eventToJsonString(event);
    const { commit } = commitEvent(event, key);
    const redacted = redactEvent(event, opening, [place], { method } as RedactionMethod);
    expect(redacted.event).toMatchObject(shown);
    expect(redacted.fields).toEqual([place]);
    expect(openEvent(redacted.event, redacted.opening)).toEqual(openedAs(commit, redacted));
    const read = eventFromJsonString(eventToJsonString(redacted.event));
    expect(openEvent(read, redacted.opening)).toEqual(openedAs(commit, redacted));
    expect(eventToJsonString(event)).toBe(before);
  });

  it("names a place only once, and none within a place that is already replaced", () => {
    const {
      event,
      fields,
      opening: leaves,
    } = redactEvent(makeEvent(), opening, ["/metadata/customer", "/metadata/customer/name", "/metadata/customer"], {
      method: "mask",
    });
    expect(fields).toEqual(["/metadata/customer"]);
    expect(event.redaction?.fields).toEqual(fields);
    expect(openEvent(event, leaves)).toMatchObject({ valid: true, redaction: { places: fields } });
  });

  it("names a place again that the producer named", () => {
    const sent = redactAtSource(makeEvent(), ["/metadata/customer"], { method: "mask" });
    const { commit } = commitEvent(sent, key);
    const redacted = redactEvent(sent, opening, ["/metadata/customer"], { method: "drop" });
    expect(redacted.event.redaction?.fields).toEqual(["/metadata/customer", "/metadata/customer"]);
    expect(redacted.fields).toEqual(["/metadata/customer"]);
    expect(openEvent(redacted.event, redacted.opening)).toEqual(openedAs(commit, redacted));
  });

  it("leaves no trace of the value, its salt, the key and the content hash", () => {
    const event = makeEvent({ contentHash: "a".repeat(64) });
    const before = openEvent(event, opening);
    const redacted = redactEvent(event, opening, ["/metadata/customer", "/tool_call/arguments/to/0"], {
      method: "mask",
    });
    const text = JSON.stringify(redacted.opening) + eventToJsonString(redacted.event);
    for (const trace of ["Ada", "ada@", "age", opening.key, "a".repeat(64), "customer/name"]) {
      expect(text).not.toContain(trace);
    }
    expect(redacted.event.metadata).toEqual({ customer: "[redacted]", note: "" });
    expect(redacted.event.redaction).toMatchObject({
      fields: ["/metadata/customer", "/tool_call/arguments/to/0"],
      method: "mask",
    });
    expect(openEvent(redacted.event, redacted.opening)).toEqual(openedAs(before.valid ? before.commit : "", redacted));
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
    expect(openEvent(redacted.event, redacted.opening)).toEqual(openedAs(commit, redacted));
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
    ...[...plainMembers, "content_hash", "server_timestamp", "nothing", ""].map((name): [string, string, string] => {
      const place = name === "" ? "" : `/${name}`;
      const subject = place === "" ? "event" : place;
      const problem = "expected a place in a member that can be redacted: every one but ids, type and time";
      return [place, "not_redactable", `${subject}: ${problem}`];
    }),
    ["/tags/0", "not_found", "/tags/0: expected a place with values that are not redacted yet, found none"],
    ["/metadata/b", "not_found", "/metadata/b: expected a place with values that are not redacted yet, found none"],
    ["/message", "not_found", "/message: expected a place with values that are not redacted yet, found none"],
    ["metadata", "malformed", 'pointer: expected a JSON Pointer such as /message/text, got "metadata"'],
  ])("refuses %s", (place, code, message) => {
    expect(() => redactEvent(makeEvent(), opening, [place], { method: "drop" })).toThrow(
      expect.objectContaining({ code, message }),
    );
  });

  it("erases every value in a redactable member, and no other", () => {
    fc.assert(
      fc.property(arbitraryMessage(EventSchema), (event) => {
        fc.pre(event.content.case !== "redactionRecord");
        for (const { path } of listLeaves({ ...event, redaction: undefined })) {
          expect(redactableMembers.has(String(path[0]))).toBe(true);
          expect(redactEvent(event, opening, [leafPathToPointer(path)], { method: "drop" }).fields).toHaveLength(1);
        }
      }),
      { numRuns: 20 },
    );
    const others = EventSchema.fields.map(({ name }) => name).filter((name) => !redactableMembers.has(name));
    expect(others).toEqual(expect.arrayContaining([...plainMembers, "content_hash", "server_timestamp"]));
    for (const name of others) {
      expect(() => redactEvent(makeEvent(), opening, [`/${name}`], { method: "drop" })).toThrow("can be redacted");
    }
  });

  it("refuses a salt that is too short, and an opening of another event", () => {
    const short = { method: "hash", salt: new Uint8Array(15), saltId: "" } as const;
    expect(() => redactEvent(makeEvent(), opening, ["/metadata"], short)).toThrow(
      expect.objectContaining({ code: "out_of_range", message: "salt: expected at least 16 bytes, got 15" }),
    );
    const other = { leaves: [{ path: ["metadata", "x"], salt: "0".repeat(32) }] };
    expect(() => redactEvent(makeEvent(), other, ["/metadata"], { method: "drop" })).toThrow(
      expect.objectContaining({ code: "mismatch", path: "/metadata/x" }),
    );
  });

  it("refuses a place twice, no place, and the record of a redaction", () => {
    const { event, opening: leaves } = redactEvent(makeEvent(), opening, ["/metadata/customer"], { method: "mask" });
    expect(() => redactEvent(event, leaves, ["/metadata/customer"], { method: "drop" })).toThrow(
      expect.objectContaining({ code: "not_found", path: "/metadata/customer" }),
    );
    expect(() => redactEvent(makeEvent(), opening, [], { method: "drop" })).toThrow(
      expect.objectContaining({ code: "not_found", message: "event: expected at least one place to redact, got none" }),
    );
    const record = makeEvent({ content: { case: "redactionRecord", value: { eventId: "e-0" } } });
    expect(() => redactEvent(record, opening, ["/metadata"], { method: "drop" })).toThrow(
      expect.objectContaining({
        code: "not_redactable",
        message: "/redaction_record: expected an event other than a redaction record, which is permanent",
      }),
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

  it.each<[EventOpening, string, string]>([
    [{ key: "00" }, "bad_opening", "the salt key: expected 64 digits of lower-case hex"],
    [{ leaves: [] }, "bad_opening", "the opening: expected at least one erased leaf, got none"],
    [
      { leaves: [{ path: ["metadata", "note"], salt: "0".repeat(32) }] },
      "bad_opening",
      "the opening: expected at least one erased leaf, got none",
    ],
    [{ leaves: [{ digest: "00" }] }, "altered", "leaf 0: expected a leaf of the event with its salt, or a digest"],
    [
      { leaves: [{ path: ["metadata", "note"], salt: "00" }, { digest: "0".repeat(64) }] },
      "altered",
      "/metadata/note: expected a leaf of the event with its salt, or a digest",
    ],
    [
      { leaves: [{ digest: "0".repeat(64) }], redaction: { fields: ["/metadata/note"] } },
      "wrong_redaction",
      "redaction.fields: expected the places that the producer redacted first",
    ],
  ])("refuses the opening %j", (bad, code, message) => {
    expect(openEvent(makeEvent(), bad)).toEqual({ valid: false, code, message });
  });

  it("refuses a leaf twice", () => {
    const [leaf = expect.unreachable()] = redacted.opening.leaves.filter((leaf) => "path" in leaf);
    const leaves = [...redacted.opening.leaves, leaf];
    expect(openEvent(redacted.event, { leaves })).toMatchObject({ valid: false, code: "altered" });
  });

  it("tells an element of an array from a member whose key is a number", () => {
    const shown = { metadata: { customer: { age: 36 }, note: "", list: ["a"] } };
    const list = redactEvent(makeEvent(shown), opening, ["/metadata/customer"], { method: "drop" });
    const object = clone(EventSchema, list.event);
    object.metadata = { note: "", list: { "0": "a" } };
    expect(openEvent(list.event, list.opening)).toMatchObject({ valid: true });
    expect(openEvent(object, list.opening)).toEqual({
      valid: false,
      code: "altered",
      message: "/metadata/list/0: expected a leaf of the event with its salt, or a digest",
    });
  });

  it("refuses an event without a normal form", () => {
    const event = makeEvent({ metadata: { a: "\ud800" } });
    expect(openEvent(event, opening)).toMatchObject({ valid: false, code: "bad_event" });
  });
});

/** Returns an object with a member named `__proto__`, as JSON has it. */
function protoMember(value: JsonObject): JsonObject {
  return Object.fromEntries([["__proto__", value]]);
}

describe("redactAtSource", () => {
  it("ignores places without a value", () => {
    const event = makeEvent();
    expect(redactAtSource(event, ["/message/text", "/metadata/a/b", "/metadata/note/0"], { method: "drop" })).toBe(
      event,
    );
  });

  it("clears 64-bit integers", () => {
    const event = makeEvent({ content: { case: "redactionRecord", value: { sequence: 5n, erased: [1n, 2n] } } });
    const places = ["/redaction_record/sequence", "/redaction_record/erased/0"];
    const redacted = redactAtSource(event, places, { method: "drop" });
    expect(redacted.content.value).toMatchObject({ sequence: 0n, erased: [0n, 2n] });
    expect(normalForm(redacted)).toContain('"redaction_record":{"erased":[0,2]}');
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
