// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import { type DescMessage, fromBinary, type Message, toBinary } from "@bufbuild/protobuf";
import * as schemas from "@chaukas/spec-common";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import * as codec from "@chaukas/spec-common/codec";
import { decodeEvent, decodeEventBatch, encodeEvent, encodeEventBatch } from "@chaukas/spec-common/codec";
import { eventToJson } from "@chaukas/spec-common/json";
import { readCapturedBatches } from "@chaukas/testdata";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const functions = codec as unknown as Readonly<Record<string, (value: unknown) => unknown>>;
const messages = Object.entries(schemas).flatMap(([name, value]) =>
  name.endsWith("Schema") && (value as DescMessage).kind === "message" ? [value as DescMessage] : [],
);

function encode(desc: DescMessage, message: Message): Uint8Array {
  return functions[`encode${desc.name}`]?.(message) as Uint8Array;
}

function decode(desc: DescMessage, bytes: Uint8Array): Message {
  return functions[`decode${desc.name}`]?.(bytes) as Message;
}

/** Returns the error with which an event is refused. */
function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (codec.isBinaryCodecError(error)) {
      return `${error.code}: ${error.message}`;
    }
    throw error;
  }
  return "none";
}

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/ /g, ""), "hex"));

describe("the codec of a message", () => {
  it("exists for each of them", () => {
    const names = messages.flatMap(({ name }) => [`decode${name}`, `encode${name}`]);
    expect(Object.keys(codec)).toEqual(expect.arrayContaining(names));
    expect(names.length).toBeGreaterThan(40);
  });

  it("writes the bytes of captured batches and their events, and reads them as protobuf-es does", () => {
    for (const bytes of readCapturedBatches()) {
      const batch = fromBinary(EventBatchSchema, bytes);
      expect(decodeEventBatch(bytes)).toStrictEqual(batch);
      expect(encodeEventBatch(batch)).toEqual(toBinary(EventBatchSchema, batch));
      for (const event of batch.events) {
        const body = encodeEvent(event);
        expect(body).toEqual(toBinary(EventSchema, event));
        expect(decodeEvent(body)).toStrictEqual(event);
      }
    }
  });

  it.each(messages.map((desc) => [desc.typeName, desc] as const))("is that of protobuf-es for %s", (_, desc) => {
    fc.assert(
      fc.property(arbitraryMessage(desc), (message) => {
        const bytes = toBinary(desc, message);
        deepStrictEqual(encode(desc, message), bytes);
        deepStrictEqual(decode(desc, bytes), fromBinary(desc, bytes));
      }),
      { numRuns: 50 },
    );
  });
});

describe("decodeEvent", () => {
  it.each([
    ["a tenant that is a varint", "0a0165 1001", "wrong_wire_type: tenant_id: expected wire type 2, got 0 at byte 4"],
    [
      "an agent name that is a fixed32",
      "0a0165 6d6576696c",
      "wrong_wire_type: agent_name: expected wire type 2, got 5 at byte 4",
    ],
    [
      "a number where packed or single ones may be",
      "ca0208 0a0165 3d00000000",
      "wrong_wire_type: redaction_record.erased[0]: expected wire type 0 or 2, got 5 at byte 7",
    ],
    [
      "the entry of a Struct that is longer than the Struct",
      "d20504 0a090a016b",
      "truncated: metadata.fields: expected 9 bytes, got 2 until the end of its message at byte 4",
    ],
    [
      "a text that is longer than its message",
      "f20102 120568656c6c6f",
      "truncated: message.text: expected 5 bytes, got 0 until the end of its message at byte 4",
    ],
    ["a length without an end", "0a80", "truncated: event_id: expected a length, got the end of its message at byte 1"],
    [
      "a length of 2^31",
      "0a8080808008",
      "bad_length: event_id: expected a length below 2^31, got a larger one at byte 1",
    ],
    [
      "field 0",
      "0a0165 0001",
      "bad_tag: chaukas.spec.common.v1.Event: expected a field number from 1, got 0 at byte 4",
    ],
    ["wire type 6", "0e", "bad_tag: chaukas.spec.common.v1.Event: expected a wire type from 0 to 5, got 6 at byte 1"],
    [
      "a field number of 2^29",
      "808080801000",
      "bad_tag: chaukas.spec.common.v1.Event: expected a field number of at most 536870911, got a larger one at byte 0",
    ],
    [
      "the end of a group alone",
      "a404",
      "bad_group: chaukas.spec.common.v1.Event: expected a group that ends, got the end of group 68 alone at byte 2",
    ],
    [
      "a group without end",
      "a3040801",
      "bad_group: chaukas.spec.common.v1.Event: expected the end of group 68, got the end of its message at byte 2",
    ],
    [
      "a varint of eleven bytes",
      `38${"80".repeat(10)}00`,
      "bad_varint: type: expected a varint of at most ten bytes, got more at byte 1",
    ],
    [
      "a varint of 70 bits",
      `38${"ff".repeat(9)}7f`,
      "bad_varint: type: expected a varint of at most 64 bits, got more at byte 1",
    ],
    ["a varint without end", "38ff", "truncated: type: expected a varint, got the end of its message at byte 1"],
    [
      "a double without end",
      "b20404 09000000",
      "truncated: performance.cpu_percent: expected 8 bytes, got the end of its message at byte 4",
    ],
    ["text that is not UTF-8", "0a02c328", "bad_utf8: event_id: expected UTF-8, got bytes that are not at byte 2"],
    ["a surrogate in UTF-8", "0a03eda080", "bad_utf8: event_id: expected UTF-8, got bytes that are not at byte 2"],
  ])("refuses %s", (_, bytes, error) => {
    expect(refusalOf(() => decodeEvent(hex(bytes)))).toBe(error);
  });

  it("names the path in a batch, a list, a Struct", () => {
    const key = (name: string, value: string) => `0a${size(`0a${size(text(name))}12${size(value)}`)}`;
    const text = (value: string) => Buffer.from(value).toString("hex");
    const size = (body: string) => (body.length / 2).toString(16).padStart(2, "0") + body;
    const event = (metadata: string) => `1a${size(`d205${size(metadata)}`)}`;
    const list = `32${size(`0a${size("2001")}0a${size("1a01ff")}`)}`;
    const batch = hex(event("") + event(key('a"b', `2a${size(key("c", list))}`)));
    expect(refusalOf(() => decodeEventBatch(batch))).toMatch(
      'bad_utf8: events[1].metadata.fields["a\\"b"].struct_value.fields["c"].list_value.values[1]: expected UTF-8',
    );
  });

  it("reads no more than 100 nested messages", () => {
    let metadata: Record<string, unknown> = {};
    for (let depth = 0; depth < 60; depth++) {
      metadata = { a: metadata };
    }
    const bytes = toBinary(EventSchema, { ...decodeEvent(hex("")), metadata: metadata as never });
    expect(refusalOf(() => decodeEvent(bytes))).toMatch(/^too_deep: metadata\.fields\["a"\]/);
    expect(decodeEvent(bytes, { recursionLimit: 200 }).metadata).toEqual(metadata);
  });

  it("counts the entries of maps as nested messages, as JSON does, also in what a later entry replaces", () => {
    const nested = (depth: number): Record<string, unknown> => ({ a: depth === 1 ? null : nested(depth - 1) });
    const bytesOf = (metadata: unknown) =>
      toBinary(EventSchema, { ...decodeEvent(hex("")), metadata: metadata as never });
    const deepest = { metadata: nested(33) };
    expect(eventToJson(decodeEvent(bytesOf(deepest.metadata)))).toEqual(deepest);
    const tooDeep = bytesOf(nested(34));
    expect(refusalOf(() => decodeEvent(tooDeep))).toMatch(/^too_deep: metadata\.fields\["a"\]/);
    expect(refusalOf(() => decodeEvent(Uint8Array.of(...tooDeep, ...bytesOf({ a: 1 }))))).toMatch(/^too_deep: /);
  });

  it("keeps the fields that the proto does not have, and counts those of all levels", () => {
    const bytes = hex("a01f01 f20108 120178 a23f020102 a31fa41f");
    const counters = { unknownFields: 0 };
    const event = decodeEvent(bytes, { counters });
    expect(event).toStrictEqual(fromBinary(EventSchema, bytes));
    expect(counters).toEqual({ unknownFields: 3 });
    expect(encodeEvent(event)).toEqual(toBinary(EventSchema, event));
    expect(encodeEvent(event, { writeUnknownFields: false })).toEqual(
      toBinary(EventSchema, event, { writeUnknownFields: false }),
    );
    expect(decodeEvent(bytes, { readUnknownFields: false }).$unknown).toBeUndefined();
  });
});

describe("encodeEvent", () => {
  const event = decodeEvent(hex(""));
  const circular: Record<string, unknown> = {};
  circular["self"] = [1, { circular: 5n }];

  it.each([
    ["a number for a string", { eventId: 5 }, "wrong_type: event_id: expected a string, got 5"],
    ["null for a string", { tenantId: null }, "wrong_type: tenant_id: expected a string, got null"],
    [
      "half of a surrogate pair",
      { branch: "a\ud800b" },
      "bad_unicode: branch: expected well-formed Unicode, got half of a surrogate pair",
    ],
    [
      "one at the end of a long text",
      { branch: `${"é".repeat(100)}\udc00` },
      "bad_unicode: branch: expected well-formed Unicode, got half of a surrogate pair",
    ],
    ["a fraction for an integer", { type: 1.5 }, "wrong_type: type: expected an int32, got 1.5"],
    ["an integer that is too large", { type: 2 ** 31 }, "out_of_range: type: expected an int32, got 2147483648"],
    [
      "an int64 that is too large",
      { timestamp: { ...timestamp(), seconds: 2n ** 63n } },
      "out_of_range: timestamp.seconds: expected an int64, got 9223372036854775808n",
    ],
    [
      "a number for an int64 that may have been rounded",
      { timestamp: { ...timestamp(), seconds: 2 ** 53 } },
      "wrong_type: timestamp.seconds: expected an int64, got 9007199254740992",
    ],
    ["a string for a boolean", { isFinal: "false" }, 'wrong_type: is_final: expected a boolean, got "false"'],
    [
      "an object without type",
      { retry: {} },
      "wrong_type: retry: expected chaukas.spec.common.v1.RetryInfo, got an object",
    ],
    [
      "a message of another type",
      { retry: timestamp() },
      "foreign_message: retry: expected chaukas.spec.common.v1.RetryInfo, got google.protobuf.Timestamp",
    ],
    ["a string for a list", { tags: "a" }, 'wrong_type: tags: expected an array, got "a"'],
    ["a number in a list", { tags: ["a", 5] }, "wrong_type: tags[1]: expected a string, got 5"],
    ["a list for a Struct", { metadata: [] }, "wrong_type: metadata: expected an object, got an array"],
    [
      "a bigint in a Struct",
      { metadata: circular },
      'wrong_type: metadata.fields["self"].list_value.values[1].struct_value.fields["circular"]: expected a JSON value, got 5n',
    ],
  ])("refuses %s", (_, members, error) => {
    expect(refusalOf(() => encodeEvent({ ...event, ...(members as object) }))).toBe(error);
    // The next call is not disturbed.
    expect(encodeEvent({ ...event, eventId: "e" })).toEqual(Uint8Array.of(10, 1, 101));
  });

  it("may be called by a getter of a message", () => {
    const outer = Object.defineProperty({ ...event, eventId: "e" }, "tenantId", {
      get: () => String(encodeEvent({ ...event, eventId: "inner" }).length),
    });
    expect(encodeEvent(outer)).toEqual(Uint8Array.of(10, 1, 101, 18, 1, 55));
  });

  it("returns bytes that the next call does not change, also after one that needs more memory", () => {
    const first = encodeEvent({ ...event, eventId: "a" });
    const large = encodeEvent({ ...event, eventId: "é".repeat(2_000_000) });
    expect(encodeEvent({ ...event, eventId: "b" })).toEqual(Uint8Array.of(10, 1, 98));
    expect([...first]).toEqual([10, 1, 97]);
    expect(decodeEvent(large).eventId).toHaveLength(2_000_000);
  });
});

function timestamp() {
  return { $typeName: "google.protobuf.Timestamp" as const, seconds: 0n, nanos: 0 };
}
