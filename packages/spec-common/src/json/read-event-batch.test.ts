// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import { create } from "@bufbuild/protobuf";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import {
  type EventReading,
  eventBatchFromJsonString,
  eventFromJsonString,
  isJsonCodecError,
  readEventBatchText,
  readProtoJsonText,
} from "@chaukas/spec-common/json";
import { arbitraryJsonObject } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const good = '{"event_id":"good","metadata":{"n":1}}';

function summarize(events: readonly EventReading[]): string[] {
  return events.map((reading) =>
    reading.kind === "event"
      ? reading.event.eventId
      : `${reading.eventId} ${reading.error.code} ${reading.error.message}`,
  );
}

describe("reading a batch", () => {
  it.each([
    [
      "an unknown member",
      '{"event_id":"e","mine":1}',
      'e unknown_key /events/1/mine: expected a field of Event, found "mine" at line 1, column 89',
    ],
    [
      "null in a list",
      '{"event_id":"e","tags":[null]}',
      "e wrong_type /events/1/tags/0: expected a string, found null at line 1, column 90",
    ],
    [
      "a time that is none",
      '{"event_id":"e","timestamp":"yesterday"}',
      'e bad_value /events/1/timestamp: expected an RFC 3339 time, such as 2026-01-31T23:59:59.123456789Z, found "yesterday" at line 1, column 94',
    ],
    [
      "an integer that would be rounded",
      '{"event_id":"e","metadata":{"n":12345678901234567890}}',
      "e out_of_range /events/1/metadata/n: expected an integer that a double represents exactly, found 12345678901234567890 at line 1, column 98",
    ],
    [
      "half of a surrogate pair",
      '{"event_id":"e","agent_name":"\\ud83d"}',
      'e bad_unicode /events/1/agent_name: expected surrogates only in pairs, found "\\ud83d" at line 1, column 95',
    ],
    [
      "half of a surrogate pair in its id",
      '{"event_id":"\\ud83d"}',
      ' bad_unicode /events/1/event_id: expected surrogates only in pairs, found "\\ud83d" at line 1, column 78',
    ],
    [
      "a key twice",
      '{"event_id":"e","branch":"a","branch":"b"}',
      'e duplicate_key /events/1/branch: expected every key once, found "branch" again at line 1, column 95',
    ],
    [
      "a number that JSON lacks",
      '{"event_id":"e","metadata":{"n":NaN}}',
      ' syntax /events/1/metadata/n: expected a JSON value, such as the string "NaN", found NaN at line 1, column 98',
    ],
    [
      "too much nesting",
      `{"event_id":"e","metadata":{"n":${"[".repeat(100_000)}"]"${"]".repeat(100_000)}}}`,
      ` too_deep /events/1/metadata/n${"/0".repeat(196)}: expected at most 200 nested objects and arrays, found more at line 1, column 294`,
    ],
    ["no object", "7", " wrong_type /events/1: expected an object, found 7 at line 1, column 66"],
  ])("reads the events around one with %s", (_, bad, reason) => {
    const text = `{"batch_id":"b","events":[${good},${bad} , ${good}]}`;
    const { message, events } = readEventBatchText(text);
    expect(message).toStrictEqual(create(EventBatchSchema, { batchId: "b" }));
    expect(summarize(events)).toEqual(["good", reason, "good"]);
  });

  it("reads every bad event with its own reason, and each line of the text", () => {
    const text = `{"events":[\n${good},\n{"event_id":"a","x":1},\n{"event_id":"b","event_id":"c"},\n{"is_final":0}\n],\n"metadata":{}}`;
    const { message, events } = readEventBatchText(text);
    expect(message.metadata).toEqual({});
    expect(summarize(events)).toEqual([
      "good",
      'a unknown_key /events/1/x: expected a field of Event, found "x" at line 3, column 21',
      'c duplicate_key /events/2/event_id: expected every key once, found "event_id" again at line 4, column 17',
      " wrong_type /events/3/is_final: expected true or false, found 0 at line 5, column 13",
    ]);
  });

  it.each([
    ["text that is not JSON", `{"events":[${good},{"event_id":}]}`, "syntax", "/events/1/event_id"],
    ["a text that ends early", `{"events":[${good}`, "syntax", "/events"],
    ["a batch that is no object", "[]", "wrong_type", ""],
    ["events that are no list", '{"events":{}}', "wrong_type", "/events"],
    ["a list of events twice", `{"events":[${good}],"events":[]}`, "duplicate_key", "/events"],
    ["an unknown member", `{"events":[${good}],"mine":1}`, "unknown_key", "/mine"],
    [
      "a member that is rounded",
      `{"metadata":{"n":9007199254740993},"events":[${good}]}`,
      "out_of_range",
      "/metadata/n",
    ],
    [
      "a member that is rounded beside a bad event",
      `{"events":[{"a":1e400,"b":NaN}],"total_tokens":12345678901234567890}`,
      "out_of_range",
      "/total_tokens",
    ],
    ["too many events", `{"events":[${good},${good},${good},${good}]}`, "too_many", "/events"],
    ["too many events, one of which is bad", `{"events":[${good},${good},NaN,${good}]}`, "too_many", "/events"],
  ])("fails for %s", (_, text, code, path) => {
    expect(() => readEventBatchText(text, { maxEvents: 3 })).toThrow(
      expect.objectContaining({ code, path, position: expect.anything() }),
    );
  });

  it("returns an empty list if there are no events", () => {
    for (const text of ["{}", '{"events":[]}', '{"batch_id":"b","events":[ ]}']) {
      expect(readEventBatchText(text).events).toEqual([]);
    }
  });

  it("agrees with reading the batch as a whole, and each event alone", () => {
    const member = fc.constantFrom('"event_id":"a"', '"is_final":true', '"tags":["x"]', '"x":1', '"metadata":{"n":1}');
    const damaged = fc.constantFrom(
      '"metadata":{"n":9007199254740993}',
      '"event_id":"\\ud800"',
      '"metadata":{"n":NaN}',
    );
    const event = fc
      .array(fc.oneof({ weight: 5, arbitrary: member }, damaged), { maxLength: 3 })
      .map((members) => `{${members.join(", ")}}`);
    const json = arbitraryJsonObject.map((metadata) => JSON.stringify({ metadata }));
    fc.assert(
      fc.property(fc.array(fc.oneof(event, json), { maxLength: 4 }), (texts) => {
        const batch = `{"batch_id":"b","events":[${texts.join()}]}`;
        const alone = texts.map((text) => attempt(() => eventFromJsonString(text)));
        const { message, events } = readEventBatchText(batch);
        const found = events.map((reading) => (reading.kind === "event" ? reading.event : "error"));
        deepStrictEqual(found, alone);
        const whole = attempt(() => eventBatchFromJsonString(batch));
        if (alone.every((reading) => typeof reading !== "string")) {
          deepStrictEqual({ ...message, events: found }, whole);
        } else {
          expect(whole).toBe("error");
        }
      }),
    );
  });
});

describe("reading ProtoJSON", () => {
  it("reads a message that is a batch event by event", () => {
    const text = `{"batchId":"b","events":[{"eventId":"a","type":"EVENT_TYPE_RETRY"},{"eventId":"b","type":"RETRY"},{"event_id":"c","x":1}]}`;
    const { message, events } = readProtoJsonText(EventBatchSchema, text);
    expect(message.batchId).toBe("b");
    expect(summarize(events)).toEqual([
      "a",
      expect.stringMatching(/^b bad_value \/events\/1\/type: expected one of EVENT_TYPE_UNSPECIFIED, .* column \d+$/),
      expect.stringMatching(/^c unknown_key \/events\/2\/x: /),
    ]);
  });

  it("reads any other message as a whole", () => {
    const { message, events } = readProtoJsonText(EventSchema, '{"eventId":"a"}');
    expect([message, events]).toStrictEqual([create(EventSchema, { eventId: "a" }), []]);
    expect(() => readProtoJsonText(EventSchema, '{"eventId":"a","eventId":"b"}')).toThrow(
      "/eventId: expected every key once",
    );
  });
});

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return isJsonCodecError(error) ? "error" : error;
  }
}
