// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { breaksForm, breaksRule, type Case, type Draft, valid } from "../lib/case.ts";
import { exceedsJson, hasNoKeyword, isLooseDateTime } from "../lib/differences.ts";
import { eventJson, eventProtoJson, without } from "../lib/event-templates.ts";
import { bytesField, concat, varintField } from "../lib/wire.ts";

function time(id: string, summary: string, timestamp: string): Case {
  return valid({ id, summary, json: eventJson({ timestamp }), protojson: eventProtoJson({ timestamp }) });
}

/** Creates an event with a time in a notation that readers accept but writers do not produce. */
function otherwise(id: string, summary: string, timestamp: string, canonical: string): Case {
  return valid({
    id,
    summary,
    json: eventJson({ timestamp }),
    canonical: eventJson({ timestamp: canonical }),
    protojson: eventProtoJson({ timestamp }),
  });
}

function bad(id: string, summary: string, timestamp: string, more: Partial<Draft> = {}, rule = "bad_value"): Case {
  return breaksForm(rule, "/timestamp", { id, summary, json: eventJson({ timestamp }), ...more });
}

/**
 * Creates an event with a time that JSON Schema validators accept, but that no Timestamp can represent or no reader
 * accepts.
 */
function loose(id: string, summary: string, timestamp: string, rule = "bad_value"): Case {
  return bad(id, summary, timestamp, { differences: isLooseDateTime }, rule);
}

/** Creates an event with a Timestamp in binary form that no JSON form can represent. */
function beyondJson(id: string, summary: string, rule: string, seconds: bigint, nanos: number): Case {
  const content = concat(
    ...(seconds === 0n ? [] : [varintField(1, seconds)]),
    ...(nanos === 0 ? [] : [varintField(2, nanos)]),
  );
  return breaksForm(rule, "/timestamp", {
    id,
    summary,
    tags: ["binary"],
    binary: { protojson: without(eventProtoJson(), "timestamp"), append: bytesField(11, content) },
    differences: exceedsJson,
  });
}

export const times: readonly Case[] = [
  time("first", "The first time that a Timestamp can hold.", "0001-01-01T00:00:00Z"),
  time("last", "The last time that a Timestamp can hold.", "9999-12-31T23:59:59.999999999Z"),
  time("epoch", "The Unix epoch, whose Timestamp is present and empty.", "1970-01-01T00:00:00Z"),
  time("before-epoch", "A fraction of a second before the Unix epoch counts forwards.", "1969-12-31T23:59:59.500Z"),
  time("first-fraction", "A nanosecond after the first time.", "0001-01-01T00:00:00.000000001Z"),
  time("milliseconds", "Milliseconds have three digits.", "2026-03-14T09:26:53.500Z"),
  time("microseconds", "Microseconds have six digits.", "2026-03-14T09:26:53.589793Z"),
  time("nanoseconds", "Nanoseconds have nine digits.", "2026-03-14T09:26:53.589793238Z"),
  time("one-nanosecond", "A single nanosecond.", "2026-03-14T09:26:53.000000001Z"),
  time("one-microsecond", "A single microsecond.", "2026-03-14T09:26:53.000001Z"),
  time("leap-day", "The 29th of February of a leap year.", "2028-02-29T00:00:00Z"),
  time("leap-day-of-century", "The 29th of February of 2000, which is a leap year.", "2000-02-29T23:59:59Z"),
  time("beyond-32-bits", "A time after the last one that 32 bits of seconds can hold.", "2106-02-07T06:28:16Z"),
  otherwise("offset", "An offset is read and written as UTC.", "2026-03-14T14:56:53+05:30", "2026-03-14T09:26:53Z"),
  otherwise("negative-offset", "A negative offset.", "2026-03-13T23:26:53.500-10:00", "2026-03-14T09:26:53.500Z"),
  otherwise("offset-zero", "An offset of nothing.", "2026-03-14T09:26:53+00:00", "2026-03-14T09:26:53Z"),
  otherwise("offset-minus-zero", "An offset that is unknown.", "2026-03-14T09:26:53-00:00", "2026-03-14T09:26:53Z"),
  otherwise("offset-largest", "The largest offset.", "2026-03-15T09:25:53+23:59", "2026-03-14T09:26:53Z"),
  otherwise("one-digit", "A fraction of one digit.", "2026-03-14T09:26:53.5Z", "2026-03-14T09:26:53.500Z"),
  otherwise("four-digits", "A fraction of four digits.", "2026-03-14T09:26:53.1234Z", "2026-03-14T09:26:53.123400Z"),
  otherwise("zeros", "A fraction of zeros.", "2026-03-14T09:26:53.000000000Z", "2026-03-14T09:26:53Z"),
  otherwise("trailing-zeros", "Zeros behind a fraction.", "2026-03-14T09:26:53.120000Z", "2026-03-14T09:26:53.120Z"),
  otherwise(
    "first-by-offset",
    "The first time, written with an offset.",
    "0001-01-01T05:00:00+05:00",
    "0001-01-01T00:00:00Z",
  ),
  otherwise(
    "last-by-offset",
    "The last second, written with an offset.",
    "9999-12-31T18:59:59-05:00",
    "9999-12-31T23:59:59Z",
  ),
  valid({
    id: "lower-case",
    summary: "RFC 3339 allows the letters T and Z in lower case, which readers of protobuf libraries refuse.",
    json: eventJson({ timestamp: "2026-03-14t09:26:53z" }),
    canonical: eventJson(),
    binary: { protojson: eventProtoJson(), append: new Uint8Array() },
  }),
  bad("no-zone", "A time without a zone.", "2026-03-14T09:26:53"),
  bad("no-zone-with-fraction", "A time without a zone, as Python prints it.", "2026-03-14T09:26:53.589793"),
  loose("year-zero", "The year 0, which a Timestamp cannot hold.", "0000-12-31T23:59:59Z", "out_of_range"),
  bad("year-10000", "A year of five digits.", "10000-01-01T00:00:00Z"),
  bad("year-with-sign", "A year with a sign, as JavaScript prints it.", "+010000-01-01T00:00:00.000Z"),
  bad(
    "before-first-by-offset",
    "An hour before the first time.",
    "0001-01-01T00:00:00+01:00",
    { differences: hasNoKeyword },
    "out_of_range",
  ),
  bad(
    "after-last-by-offset",
    "An hour after the last time.",
    "9999-12-31T23:59:59-01:00",
    { differences: hasNoKeyword },
    "out_of_range",
  ),
  loose("ten-digits", "A fraction of ten digits, which would be rounded.", "2026-03-14T09:26:53.1234567891Z"),
  bad("no-digits", "A point without digits behind it.", "2026-03-14T09:26:53.Z"),
  bad("comma", "A comma in place of a point.", "2026-03-14T09:26:53,5Z"),
  bad("february-30", "A day that does not exist.", "2026-02-30T00:00:00Z"),
  bad("february-29", "The 29th of February of a year that is no leap year.", "2026-02-29T00:00:00Z"),
  bad("february-29-of-century", "The 29th of February of 2100, which is no leap year.", "2100-02-29T00:00:00Z"),
  bad("april-31", "A day that does not exist.", "2026-04-31T00:00:00Z"),
  bad("day-zero", "The day 0.", "2026-03-00T00:00:00Z"),
  bad("month-13", "The month 13.", "2026-13-01T00:00:00Z"),
  bad("hour-24", "The hour 24.", "2026-03-14T24:00:00Z"),
  bad("minute-60", "The minute 60.", "2026-03-14T09:60:00Z"),
  loose("leap-second", "A leap second, which a Timestamp cannot hold.", "2016-12-31T23:59:60Z"),
  bad("offset-24", "An offset of a day.", "2026-03-14T09:26:53+24:00"),
  loose("offset-without-colon", "An offset without a colon.", "2026-03-14T09:26:53+0530"),
  loose("space", "A space in place of the letter T.", "2026-03-14 09:26:53Z"),
  bad("surrounded-by-space", "Space around a time.", " 2026-03-14T09:26:53Z"),
  bad("line-feed", "A line feed behind a time.", "2026-03-14T09:26:53Z\n"),
  bad("date", "A date without a time.", "2026-03-14"),
  bad("without-seconds", "A time without seconds.", "2026-03-14T09:26Z"),
  bad("empty", "An empty text.", ""),
  bad("words", "A word.", "yesterday"),
  bad("other-digits", "Digits of another script.", "２０２６-03-14T09:26:53Z"),
  breaksForm("wrong_type", "/timestamp", {
    id: "number",
    summary: "Seconds since the Unix epoch.",
    json: eventJson({ timestamp: 1773480413 }),
  }),
  breaksForm("wrong_type", "/timestamp", {
    id: "object",
    summary: "The members of a Timestamp.",
    json: eventJson({ timestamp: { seconds: 1773480413, nanos: 0 } }),
  }),
  breaksRule("required", "/timestamp", {
    id: "null",
    summary: "Null stands for an absent time, but an event must have one.",
    tags: ["null"],
    json: eventJson({ timestamp: null }),
    protojson: without(eventProtoJson(), "timestamp"),
  }),
  breaksForm("bad_value", "/filter/time/end", {
    id: "bad-end-of-range",
    message: "QueryRequest",
    summary: "A range whose end has no zone.",
    json: { filter: { time: { start: "2026-03-14T09:26:53Z", end: "2026-03-14T09:26:54" } } },
  }),
  beyondJson("seconds-too-large", "A second after the last time.", "out_of_range", 253402300800n, 0),
  beyondJson("seconds-too-small", "A second before the first time.", "out_of_range", -62135596801n, 0),
  beyondJson("nanos-too-large", "A thousand million nanoseconds.", "out_of_range", 1773480413n, 1_000_000_000),
  beyondJson("nanos-negative", "Nanoseconds that count backwards.", "out_of_range", 1773480413n, -1),
];
