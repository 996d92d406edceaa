// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, type JsonObject, type JsonValue, toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { eventFromJsonString, eventToJsonString, parseJson } from "@chaukas/spec-common/json";
import { arbitraryJsonValue, arbitraryMessage } from "@chaukas/testdata/arbitrary";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitEvent, contentHash, normalForm } from "../index.ts";
import { canonicalJson } from "./normal-struct.ts";

const key = new Uint8Array(32).fill(7);
// Strings of arbitrary events contain no lone surrogates, so that every event has a normal form.
const events = arbitraryMessage(EventSchema);

describe("normalForm", () => {
  it("is canonical JSON", () => {
    fc.assert(
      fc.property(events, (event) => {
        const text = normalForm(event);
        expect(canonicalize(parseJson(text))).toBe(text);
      }),
    );
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(arbitraryJsonValue, (value) => {
        expect(normalForm(withMetadata({ value: reverse(value) }))).toBe(normalForm(withMetadata({ value })));
      }),
    );
  });

  it("survives the binary form, with fields in any order", () => {
    fc.assert(
      fc.property(events, (event) => {
        const normal = normalForm(event);
        const bytes = toBinary(EventSchema, event);
        expect(normalForm(fromBinary(EventSchema, bytes))).toBe(normal);
        const { timestamp, eventId, ...rest } = event;
        const first = create(EventSchema, { ...(timestamp && { timestamp }) });
        const last = create(EventSchema, { ...rest, eventId } as never);
        const parts = [toBinary(EventSchema, last), toBinary(EventSchema, first)];
        expect(normalForm(fromBinary(EventSchema, Buffer.concat(parts)))).toBe(normal);
      }),
    );
  });

  it("survives the public JSON form", () => {
    fc.assert(
      fc.property(events, (event) => {
        expect(normalForm(eventFromJsonString(eventToJsonString(event)))).toBe(normalForm(event));
      }),
    );
  });

  it("writes non-finite numbers as text, minus zero as zero, and an unset value as null", () => {
    const metadata = {
      a: Number.NaN,
      b: Number.NEGATIVE_INFINITY,
      c: -0,
      d: undefined as unknown as JsonValue,
      e: 1e21,
    };
    expect(normalForm(create(EventSchema, { metadata }))).toBe(
      '{"metadata":{"a":"NaN","b":"-Infinity","c":0,"d":null,"e":1e+21}}',
    );
  });

  it("leaves out defaults and keeps present messages", () => {
    const event = create(EventSchema, {
      content: { case: "message", value: {} },
      performance: { cpuPercent: -0 },
      extensions: [{ typeUrl: "", value: new Uint8Array() }],
      tags: [""],
      contentHash: "x",
      hashPrev: "x",
      wormProofId: "x",
      serverTimestamp: {},
      metadata: {},
    });
    expect(normalForm(event)).toBe('{"extensions":[{}],"message":{},"metadata":{},"performance":{},"tags":[""]}');
  });

  it.each<[string, Event, string, string, string]>([
    [
      "a lone surrogate",
      withMetadata({ a: "\ud800" }),
      "bad_unicode",
      "/metadata/a",
      "expected well-formed Unicode, got a lone surrogate",
    ],
    [
      "a lone surrogate in a key",
      withMetadata({ "\udc00": 1 }),
      "bad_unicode",
      "/metadata",
      "expected keys of well-formed Unicode, got a lone surrogate",
    ],
    [
      "a time before year 1",
      create(EventSchema, { timestamp: { seconds: -62_135_596_801n } }),
      "out_of_range",
      "/timestamp",
      "expected a time in the years 0001 to 9999, got -62135596801 s",
    ],
    [
      "negative nanos",
      create(EventSchema, { timestamp: { nanos: -1 } }),
      "out_of_range",
      "/timestamp",
      "expected nanos from 0 to 999999999, got -1",
    ],
    [
      "an integer with a fraction",
      create(EventSchema, { retry: { attempt: 0.5 } }),
      "wrong_type",
      "/retry/attempt",
      "expected an integer, got 0.5",
    ],
    [
      "a number for a string",
      create(EventSchema, { eventId: 1 as never }),
      "wrong_type",
      "/event_id",
      "expected a string, got 1",
    ],
    [
      "text for a number",
      create(EventSchema, { performance: { cpuPercent: "1" as never } }),
      "wrong_type",
      "/performance/cpu_percent",
      "expected a number, got string",
    ],
    [
      "null for a boolean",
      { ...create(EventSchema), isFinal: null as never },
      "wrong_type",
      "/is_final",
      "expected a boolean, got null",
    ],
    [
      "a list for an object",
      create(EventSchema, { metadata: [1] as never }),
      "wrong_type",
      "/metadata",
      "expected an object, got an array",
    ],
    [
      "unknown fields",
      fromBinary(EventSchema, Uint8Array.of(0xf8, 0x3f, 1)),
      "unknown_field",
      "",
      "expected only known fields, got field number 1023",
    ],
    [
      "unknown fields in a nested message",
      withUnknownInside(),
      "unknown_field",
      "/retry",
      "expected only known fields, got field number 9",
    ],
  ])("refuses %s", (_, event, code, path, problem) => {
    const message = `${path === "" ? "event" : path}: ${problem}`;
    expect(() => normalForm(event)).toThrow(expect.objectContaining({ code, path, message }));
  });

  it("counts the depth of nested messages as decoders do", () => {
    // The event, the struct, and for each object an entry and a value in addition to the struct itself.
    const nest = (levels: number): JsonObject => (levels === 0 ? {} : { a: nest(levels - 1) });
    const deepest = create(EventSchema, { metadata: nest(32) });
    expect(normalForm(fromBinary(EventSchema, toBinary(EventSchema, deepest)))).toContain('"a":{}');
    expect(() => normalForm(create(EventSchema, { metadata: nest(33) }))).toThrow(
      expect.objectContaining({
        code: "too_deep",
        message: expect.stringMatching(/: expected at most 100 nested messages, got more$/),
      }),
    );
  });
});

describe("contentHash and commitEvent", () => {
  it("change with every member of an event", () => {
    fc.assert(
      fc.property(events, events, (event, other) => {
        const isSame = normalForm(event) === normalForm(other);
        expect(contentHash(event) === contentHash(other)).toBe(isSame);
        expect(commitEvent(event, key).commit === commitEvent(other, key).commit).toBe(isSame);
        for (const field of EventSchema.members) {
          const changed = { ...event, [field.localName]: other[field.localName as keyof Event] } as Event;
          const stays = normalForm(changed) === normalForm(event);
          expect(commitEvent(changed, key).contentHash === contentHash(event)).toBe(stays);
          expect(commitEvent(changed, key).commit === commitEvent(event, key).commit).toBe(stays);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("hide the committed values behind the salts", () => {
    fc.assert(
      fc.property(arbitraryJsonValue, (value) => {
        const event = withMetadata({ value });
        expect(commitEvent(event, key).commit).not.toBe(commitEvent(event, new Uint8Array(32)).commit);
      }),
    );
  });
});

describe("canonicalJson", () => {
  it("writes the same as canonicalize", () => {
    fc.assert(
      fc.property(arbitraryJsonValue, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it("writes the example of RFC 8785 §3.2.2 and §3.2.3", () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("sorts as RFC 8785 §3.2.3 does", () => {
    const value = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(Object.values(JSON.parse(canonicalJson(value).replaceAll(/"(?=[^"]+":)/g, '"_')))).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  // RFC 8785, appendix B, without NaN and Infinity, which this profile writes as text.
  it.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("writes the double %s as %s", (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, "hex").readDoubleBE())).toBe(text);
  });
});

function withMetadata(metadata: JsonObject): Event {
  return create(EventSchema, { eventId: "e", metadata });
}

function withUnknownInside(): Event {
  const event = create(EventSchema, { retry: {} });
  Object.assign(event.retry ?? {}, { $unknown: [{ no: 9, wireType: 0, data: Uint8Array.of(1) }] });
  return event;
}

function reverse(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(reverse)
    : Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, member]) => [name, reverse(member)]),
      );
}
