// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type JsonObject, type MessageInitShape } from "@bufbuild/protobuf";
import { type Event, EventSchema, RedactionRecordSchema } from "@chaukas/spec-common";
import { arbitraryJsonObject } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToHex, commitEvent, listLeaves, normalForm, redactEvent } from "../index.ts";

const key = new Uint8Array(32).fill(5);

function pathsOf(members: MessageInitShape<typeof EventSchema>) {
  return listLeaves(create(EventSchema, members)).map(({ path }) => path);
}

describe("the leaves of an event", () => {
  it("have typed paths, in the order of the normal form", () => {
    const metadata = { b: { "0": 1, "": null }, a: [1, [], { x: {} }], "~/": true };
    expect(pathsOf({ metadata, tags: ["eu"], agentName: "planner" })).toEqual([
      ["agent_name"],
      ["metadata", "a", 0],
      ["metadata", "a", 1],
      ["metadata", "a", 2, "x"],
      ["metadata", "b", ""],
      ["metadata", "b", "0"],
      ["metadata", "~/"],
      ["tags", 0],
    ]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["an array and an object", { a: [1] }, { a: { "0": 1 } }],
    ["an empty array and an empty object", { a: [] }, { a: {} }],
    ["a member and an element inside", { a: [[1], { "0": 1 }] }, { a: [{ "0": 1 }, [1]] }],
    ["a member whose key looks like a path", { a: { b: 1 } }, { "a/b": 1 }],
    ["a number and its digits", { a: 1 }, { a: "1" }],
    ["null and no member", { a: null }, {}],
  ])("tell %s apart", (_, one, other) => {
    const [first, second] = [one, other].map((metadata) => commitEvent(create(EventSchema, { metadata }), key).commit);
    expect(first).not.toBe(second);
  });

  it("determine the value, containers included", () => {
    fc.assert(
      fc.property(arbitraryJsonObject, (metadata) => {
        const leaves = listLeaves(create(EventSchema, { metadata }));
        expect(normalForm(create(EventSchema, { metadata: rebuildMetadata(leaves) }))).toBe(
          normalForm(create(EventSchema, { metadata })),
        );
      }),
    );
  });

  it("cover every member but the plain ones", () => {
    const members: MessageInitShape<typeof EventSchema> = {
      ...{ eventId: "e", tenantId: "t", projectId: "p", sessionId: "s", spanId: "a", parentSpanId: "b", traceId: "c" },
      ...{ type: 1, severity: 1, status: 1, author: 1, timestamp: {}, redaction: { method: "drop" } },
      ...{ contentHash: "x", hashPrev: "x", wormProofId: "x", serverTimestamp: {} },
    };
    expect(pathsOf(members)).toEqual([]);
    expect(
      pathsOf({ ...members, agentId: "a", branch: "main", isFinal: true, cost: {}, retry: { attempt: 1 } }),
    ).toEqual([["agent_id"], ["branch"], ["cost"], ["is_final"], ["retry", "attempt"]]);
  });

  it.each(
    EventSchema.fields
      .map(({ name }) => name)
      .filter((name) => !["content_hash", "hash_prev", "worm_proof_id", "server_timestamp"].includes(name)),
  )("bind %s", (name) => {
    const plain = /^(?:(?:event|tenant|project|session|span|parent_span|trace)_id|type|severity|status|author)$/;
    const isPlain = plain.test(name) || name === "timestamp" || name === "redaction";
    const event = withMember(name);
    expect(listLeaves(event).length).toBe(isPlain ? 0 : 1);
    expect(commitEvent(event, key).commit).not.toBe(commitEvent(create(EventSchema), key).commit);
    const redact = () => redactEvent(event, { key: bytesToHex(key) }, [`/${name}`], { method: "drop" });
    if (isPlain || name === "redaction_record") {
      expect(redact).toThrow(expect.objectContaining({ code: "not_redactable" }));
    } else {
      expect(redact().erased).toEqual([0]);
    }
  });
});

describe("64-bit integers in the normal form", () => {
  it.each([
    [7n, "7"],
    [BigInt(Number.MAX_SAFE_INTEGER), "9007199254740991"],
    [-BigInt(Number.MAX_SAFE_INTEGER), "-9007199254740991"],
    [2n ** 53n, '"9007199254740992"'],
    [2n ** 53n + 1n, '"9007199254740993"'],
    [-(2n ** 53n), '"-9007199254740992"'],
    [2n ** 63n - 1n, '"9223372036854775807"'],
    [-(2n ** 63n), '"-9223372036854775808"'],
  ])("are %s as %s", (sequence, text) => {
    const value = create(RedactionRecordSchema, { sequence, erased: [sequence] });
    expect(normalForm(create(EventSchema, { content: { case: "redactionRecord", value } }))).toBe(
      `{"redaction_record":{"erased":[${text}],"sequence":${text}}}`,
    );
  });

  it("are left out as zero, but not as elements", () => {
    const value = create(RedactionRecordSchema, { sequence: 0n, erased: [0n] });
    expect(normalForm(create(EventSchema, { content: { case: "redactionRecord", value } }))).toBe(
      '{"redaction_record":{"erased":[0]}}',
    );
  });

  it("are refused as numbers", () => {
    const value = { ...create(RedactionRecordSchema), sequence: 1 as never };
    expect(() => normalForm(create(EventSchema, { content: { case: "redactionRecord", value } }))).toThrow(
      expect.objectContaining({ code: "wrong_type", path: "/redaction_record/sequence" }),
    );
  });
});

/** Returns an event in which only one member is set. */
function withMember(name: string): Event {
  const field = EventSchema.fields.find((candidate) => candidate.name === name) ?? expect.unreachable();
  const scalar =
    field.fieldKind === "scalar" && typeof create(EventSchema)[field.localName as keyof Event] === "boolean";
  const one = field.fieldKind === "enum" ? 1 : scalar ? true : "x";
  const element = field.message === undefined ? one : {};
  const value = field.fieldKind === "list" ? [element] : element;
  const members =
    field.oneof === undefined ? { [field.localName]: value } : { content: { case: field.localName, value } };
  return create(EventSchema, members as MessageInitShape<typeof EventSchema>);
}

/** Builds the metadata again from its leaves alone. */
function rebuildMetadata(leaves: ReturnType<typeof listLeaves>): JsonObject {
  const root: JsonObject = {};
  for (const { path, value } of leaves) {
    let container = root as unknown as Record<string | number, unknown>;
    path.forEach((segment, index) => {
      const next = path[index + 1];
      const inner = next === undefined ? JSON.parse(value) : typeof next === "number" ? [] : {};
      const known = Object.getOwnPropertyDescriptor(container, segment)?.value;
      const member = { value: known ?? inner, enumerable: true, configurable: true, writable: true };
      Object.defineProperty(container, segment, member);
      container = member.value;
    });
  }
  return (root["metadata"] ?? {}) as JsonObject;
}
