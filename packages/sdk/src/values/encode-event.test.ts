// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Event, EventSchema } from "@chaukas/spec-common";
import {
  decodeEvent as decodeByCodec,
  decodeEventBatch,
  encodeEvent as encodeByCodec,
} from "@chaukas/spec-common/codec";
import { readCapturedBatches } from "@chaukas/testdata";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueLimits } from "./capture.js";
import { decodeEvent } from "./decode-event.js";
import { encodeEvent, unlimited } from "./encode-event.js";
import type { EventInit } from "./event-init.js";

/** Checks that an event is encoded and decoded as the generated codec does, but for the order of the fields. */
function compareWithCodec(event: Event): void {
  const expected = encodeByCodec(event, { writeUnknownFields: false });
  const bytes = encodeEvent(event as EventInit, unlimited);
  deepStrictEqual(encodeByCodec(decodeByCodec(bytes)), expected);
  deepStrictEqual(decodeEvent(bytes), decodeByCodec(expected));
}

describe("encodeEvent and decodeEvent agree with the generated codec", () => {
  it("on all test vectors of events", () => {
    // Values that the SDK changes: numbers that JSON lacks, and lists that are nested too deep.
    const changed = ["numbers/struct-not-finite.binpb", "depth/lists.binpb"];
    const files = globSync(join(import.meta.dirname, "../../../spec-vectors/vectors/**/*.binpb"));
    let count = 0;
    for (const file of files) {
      let event: Event;
      try {
        event = decodeByCodec(Uint8Array.from(readFileSync(file)));
      } catch {
        // Of another message, or invalid on purpose.
        continue;
      }
      count++;
      if (!changed.some((name) => file.endsWith(name))) {
        compareWithCodec(event);
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  it("on all captured events", () => {
    const events = readCapturedBatches().flatMap((batch) => decodeEventBatch(batch).events);
    expect(events.length).toBeGreaterThan(100);
    events.forEach(compareWithCodec);
  });

  it("on 10,000 random events", () => {
    fc.assert(
      fc.property(arbitraryMessage(EventSchema), (event) => compareWithCodec(event as Event)),
      { numRuns: 10_000 },
    );
  });
});

it("keeps what an event says when its values change later", () => {
  const list = [{ a: 1 }];
  const value = { list, text: "before" };
  const bytes = encodeEvent({ metadata: value }, valueLimits);
  value.text = "after";
  list.push({ a: 2 });
  // Events are written one behind the other.
  const next = encodeEvent({ eventId: "next" }, valueLimits);
  expect(decodeEvent(bytes).metadata).toEqual({ list: [{ a: 1 }], text: "before" });
  expect(decodeEvent(next).eventId).toBe("next");
});

it("encodes an event while a value of another one is read, and goes on after one that is refused", () => {
  let inner = new Uint8Array();
  const toJSON = () => {
    expect(() => encodeEvent({ tags: ["lost", 1] } as never, valueLimits)).toThrow("/tags/1");
    inner = encodeEvent({ eventId: "inner" }, valueLimits);
    return "outer";
  };
  const outer = encodeEvent({ metadata: { a: { toJSON } }, eventId: "outer" }, valueLimits);
  expect(decodeEvent(inner)).toEqual(decodeEvent(encodeEvent({ eventId: "inner" }, valueLimits)));
  expect(decodeEvent(outer)).toMatchObject({ eventId: "outer", metadata: { a: "outer" } });
});

it.each([0, 1, 127, 128, 2700, 8191, 8192, 65_536, 3_000_000])("encodes a text of %i characters", (length) => {
  const events = Array.from({ length: 4 }, (_, index) => ({
    eventId: `e${index}`,
    metadata: { text: "ü".repeat(length) },
  }));
  const bytes = events.map((event) => encodeEvent(event, unlimited));
  expect(bytes.map((each) => decodeEvent(each).metadata)).toEqual(events.map(({ metadata }) => metadata));
});

it("adds its notes to those of an event that was converted before", () => {
  const once = decodeEvent(encodeEvent({ metadata: { a: () => 1 } }, valueLimits));
  const { metadata } = decodeEvent(
    encodeEvent({ ...once, metadata: { ...once.metadata, b: undefined, c: [undefined] } }, valueLimits),
  );
  expect(metadata).toEqual({
    a: "[function a]",
    c: ["[undefined]"],
    "chaukas.changed": { "/metadata/a": "function a", "/metadata/c/0": "undefined" },
  });
});

it("gives each decoded event lists of its own", () => {
  decodeEvent(encodeEvent({}, valueLimits)).tags.push("x");
  expect(decodeEvent(encodeEvent({}, valueLimits)).tags).toEqual([]);
});

it.each([
  [
    { content: { case: "toolResponse", value: { httpStatus: "404" } } },
    "/tool_response/http_status",
    'an int32, got "404"',
  ],
  [
    { content: { case: "toolResponse", value: { httpStatus: 1.5 } } },
    "/tool_response/http_status",
    "an int32, got 1.5",
  ],
  [{ content: { case: "llmInvocation", value: { topP: "1" } } }, "/llm_invocation/top_p", 'a number, got "1"'],
  [{ content: { case: "llmInvocation", value: { seed: 2n ** 63n } } }, "/llm_invocation/seed", "an int64, got 9223"],
  [{ content: { case: "toolCall", value: { authRequired: 1 } } }, "/tool_call/auth_required", "a boolean, got 1"],
  [{ content: { case: "toolCal", value: {} } }, "/content", 'the case to be a kind of content, got "toolCal"'],
  [{ content: "text" }, "/content", "the case to be a kind of content, got undefined"],
  [{ content: { case: "toolCall" } }, "/tool_call", "an object, got undefined"],
  [{ toolCall: {} }, "/toolCall", 'a field of Event; use content: { case: "toolCall", value }'],
  [{ principal: { nam: "x" } }, "/principal/nam", "a field of Principal"],
  [{ timestamp: new Date(Number.NaN) }, "/timestamp", "a valid Date or a Timestamp"],
  [{ timestamp: { seconds: 1n, nanos: 0.5 } }, "/timestamp/nanos", "an int32, got 0.5"],
  [{ timestamp: {} }, "/timestamp", "a valid Date or a Timestamp"],
  [{ extensions: [{ typeUrl: "t/x", value: "AQID" }] }, "/extensions/0/value", 'bytes, got "AQID"'],
  [{ tags: "a" }, "/tags", 'a list, got "a"'],
  [{ tags: ["a", 1] }, "/tags/1", "a text, got 1"],
  [{ principal: "ada" }, "/principal", 'an object, got "ada"'],
])("refuses value %# with the place %s", (event, path, problem) => {
  expect(() => encodeEvent(event as never, valueLimits)).toThrow(
    expect.objectContaining({ path, message: expect.stringContaining(`expected ${problem}`) }),
  );
});

it("refuses an event with a getter that throws", () => {
  const event = {
    principal: {
      get name(): string {
        throw new Error("no name");
      },
    },
  };
  expect(() => encodeEvent(event, valueLimits)).toThrow(
    "[invalid_event] /principal/name: expected a value, but reading it threw: no name",
  );
});
