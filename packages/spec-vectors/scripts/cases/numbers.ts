// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { breaksForm, type Case, JsonText, valid } from "../lib/case.ts";
import { exceedsJson, hasNullMember, onlySchemaHasNoKeyword } from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventProtoText, eventText } from "../lib/event-templates.ts";
import { bytesField, doubleField, varintField } from "../lib/wire.ts";

const stats = "chaukas.spec.server.v1.GetEventStatsResponse";
const ingested = "chaukas.spec.client.v1.IngestEventResponse";

/** Creates an event with a double that has no rule. */
function duration(id: string, summary: string, text: string, canonical?: string): Case {
  return valid({
    id: `double-${id}`,
    message: stats,
    summary,
    tags: ["double"],
    json: new JsonText(`{"avg_session_duration_ms":${text}}\n`),
    ...(canonical !== undefined && { canonical: new JsonText(`{${canonical}}\n`) }),
    protojson: new JsonText(`{"avgSessionDurationMs":${asDouble(text)}}\n`),
  });
}

/** Prints minus zero with a fraction, because some JSON readers would otherwise read it as the integer 0. */
function asDouble(text: string): string {
  return text.replace(/(?<![\d.])-0(?![\d.])/g, "-0.0");
}

/** Creates an event with an invalid text for a double or an integer. */
function bad(id: string, rule: string, path: string, summary: string, members: string): Case {
  return breaksForm(rule, path, { id, summary, json: new JsonText(eventText(members)) });
}

function badCount(id: string, rule: string, summary: string, text: string): Case {
  return bad(id, rule, "/retry/attempt", summary, `"retry":{"attempt":${text}}`);
}

/** Creates a case of null for a number in a message. */
function nullMember(id: string, summary: string, message: string, name: string): Case {
  return valid({
    id,
    summary,
    tags: ["null"],
    json: eventJson({ [message]: { [name]: null } }),
    canonical: eventJson({ [message]: {} }),
    protojson: eventProtoJson({ [message]: {} }),
    differences: hasNullMember,
  });
}

function badTotal(id: string, text: string, summary: string): Case {
  return breaksForm("out_of_range", "/total_count", {
    id,
    message: "QueryResponse",
    summary,
    tags: ["int64"],
    json: new JsonText(`{"total_count":${text}}\n`),
  });
}

/** Creates a message with an int64 in binary form that public JSON cannot represent. */
function beyondJson(id: string, value: bigint, summary: string): Case {
  return breaksForm("out_of_range", "/total_count", {
    id,
    message: "QueryResponse",
    summary,
    tags: ["int64", "binary"],
    json: new JsonText(`{"total_count":${value}}\n`),
    protojson: new JsonText(`{"totalCount":"${value}"}\n`),
    binary: { append: varintField(3, value) },
    differences: exceedsJson,
  });
}

function total(id: string, value: number, summary: string): Case {
  return valid({
    id,
    message: "QueryResponse",
    summary,
    tags: ["int64"],
    json: { total_count: value },
    protojson: { totalCount: String(value) },
  });
}

export const numbers: readonly Case[] = [
  valid({
    id: "int32-largest",
    summary: "The largest int32.",
    tags: ["int32"],
    json: eventJson({ retry: { attempt: 2147483647 } }),
    protojson: eventProtoJson({ retry: { attempt: 2147483647 } }),
  }),
  valid({
    id: "int32-smallest",
    message: "Capabilities",
    summary: "The smallest int32, in a field without a rule.",
    tags: ["int32"],
    json: { max_batch_size: -2147483648 },
    protojson: { maxBatchSize: -2147483648 },
  }),
  valid({
    id: "int32-with-fraction-of-zero",
    summary: "An integer may be written with a fraction of zeros or an exponent.",
    tags: ["int32"],
    json: new JsonText(eventText('"retry":{"attempt":2.0,"backoff_ms":1e2}')),
    protojson: new JsonText(eventProtoText('"retry":{"attempt":2.0,"backoffMs":1e2}')),
  }),
  valid({
    id: "int32-minus-zero",
    summary: "An integer has no minus zero, so that it is 0.",
    tags: ["int32", "minus-zero"],
    json: new JsonText(eventText('"retry":{"attempt":-0}')),
    canonical: eventJson({ retry: {} }),
    protojson: new JsonText(eventProtoText('"retry":{"attempt":-0}')),
  }),
  badCount("int32-too-large", "out_of_range", "2^31 in an int32.", "2147483648"),
  bad(
    "int32-too-small",
    "out_of_range",
    "/retry/backoff_ms",
    "Less than -2^31 in an int32.",
    '"retry":{"backoff_ms":-2147483649}',
  ),
  badCount("int32-huge", "out_of_range", "2^64 in an int32, which is 0 in its lowest 32 bits.", "18446744073709551616"),
  badCount("int32-fraction", "wrong_type", "A fraction in an int32.", "1.5"),
  badCount("int32-text", "wrong_type", "A number as a text.", '"5"'),
  badCount("int32-empty-text", "wrong_type", "An empty text in place of a number.", '""'),
  badCount("int32-true", "wrong_type", "True in place of a number.", "true"),
  nullMember("int32-null", "Null stands for an absent integer.", "retry", "attempt"),
  badCount("int32-list", "wrong_type", "A list in place of a number.", "[5]"),
  badCount("int32-nan", "wrong_type", "The text NaN where only an integer may be.", '"NaN"'),
  total("int64-largest", Number.MAX_SAFE_INTEGER, "The largest int64 that the public JSON can hold, 2^53 - 1."),
  total("int64-smallest", Number.MIN_SAFE_INTEGER, "The smallest int64 that the public JSON can hold, -2^53 + 1."),
  beyondJson("int64-2-to-the-53", 2n ** 53n, "2^53, the first integer that a reader may confuse with its neighbour."),
  beyondJson("int64-2-to-the-53-and-1", 2n ** 53n + 1n, "2^53 + 1, which a JSON parser rounds to 2^53."),
  beyondJson("int64-minus-2-to-the-53", -(2n ** 53n), "-2^53."),
  beyondJson("int64-most", 2n ** 63n - 1n, "The largest int64."),
  beyondJson("int64-least", -(2n ** 63n), "The smallest int64."),
  badTotal("int64-overflow", "9223372036854775808", "2^63, which no int64 can hold."),
  badTotal("int64-exponent", "1e300", "A number far beyond int64."),
  breaksForm("out_of_range", "/content/sequence", {
    id: "int64-in-event-beyond-json",
    summary: "2^53 + 1 in an int64 of an event, whose normal form has its digits.",
    tags: ["int64", "binary", "server-only"],
    json: new JsonText(eventText('"content":{"kind":"redaction_record","sequence":9007199254740993}')),
    protojson: eventProtoJson({ redactionRecord: { sequence: "9007199254740993" } }),
    binary: {
      protojson: eventProtoJson({ redactionRecord: { sequence: "9007199254740993" } }),
      append: new Uint8Array(),
    },
    differences: exceedsJson,
  }),
  breaksForm("wrong_type", "/total_count", {
    id: "int64-text",
    message: "QueryResponse",
    summary: "An int64 as a text, as in ProtoJSON.",
    tags: ["int64"],
    json: { total_count: "5" },
  }),
  breaksForm("wrong_type", "/total_count", {
    id: "int64-fraction",
    message: "QueryResponse",
    summary: "A fraction in an int64.",
    tags: ["int64"],
    json: { total_count: 0.5 },
  }),
  breaksForm("out_of_range", "/events_by_type/ERROR", {
    id: "int64-in-map",
    message: stats,
    summary: "2^53 as the value of a map.",
    tags: ["int64"],
    json: new JsonText('{"events_by_type":{"ERROR":9007199254740992}}\n'),
  }),
  breaksForm("wrong_type", "/events_by_type/ERROR", {
    id: "null-in-map",
    message: stats,
    summary: "Null as the value of a map.",
    json: { events_by_type: { ERROR: null } },
  }),
  breaksForm("wrong_type", "/processed_at", {
    id: "int64-timestamp",
    message: ingested,
    summary: "A time as a text where milliseconds are expected.",
    json: { event_id: "event-1", status: "accepted", processed_at: "2026-03-14T09:26:53Z" },
  }),
  duration("tenth", "A double that binary fractions only come near to.", "0.1"),
  duration("smallest", "The smallest double above 0.", "5e-324"),
  duration("largest", "The largest double.", "1.7976931348623157e+308"),
  duration("exponent", "A double that JavaScript prints with an exponent.", "1e+21"),
  duration("many-digits", "A double with 17 significant digits.", "0.30000000000000004"),
  duration("2-to-the-53", "2^53 in a double.", "9007199254740992"),
  duration("negative", "A negative double.", "-1.5"),
  duration("minus-zero", "A double has a minus zero, which is not its default.", "-0"),
  duration("minus-zero-fraction", "Minus zero, written with a fraction.", "-0.0", '"avg_session_duration_ms":-0'),
  duration("zero-exponent", "Zero, written with an exponent, is the default.", "0e5", ""),
  duration("nan", "Not a number, in a field without a rule.", '"NaN"'),
  duration("infinity", "Infinity, in a field without a rule.", '"Infinity"'),
  duration("minus-infinity", "Minus infinity, in a field without a rule.", '"-Infinity"'),
  valid({
    id: "double-minus-zero-with-rule",
    summary: "Minus zero in a double with a rule.",
    tags: ["double", "minus-zero"],
    json: new JsonText(eventText('"performance":{"cpu_percent":-0}')),
    protojson: new JsonText(eventProtoText(asDouble('"performance":{"cpuPercent":-0}'))),
  }),
  valid({
    id: "struct-numbers",
    summary: "Numbers in a Struct, at the edges of what a double can hold.",
    tags: ["double", "struct", "minus-zero"],
    json: new JsonText(
      eventText('"metadata":{"n":[0,-0,1e+21,5e-324,9007199254740991,-9007199254740991,1.7976931348623157e+308]}'),
    ),
    protojson: new JsonText(
      eventProtoText(
        asDouble('"metadata":{"n":[0,-0,1e+21,5e-324,9007199254740991,-9007199254740991,1.7976931348623157e+308]}'),
      ),
    ),
  }),
  valid({
    id: "struct-not-finite",
    summary: "Numbers in a Struct that are not finite, which only the binary form can hold. In JSON they are texts.",
    tags: ["double", "struct", "binary"],
    json: eventJson({ metadata: { a: "NaN", b: "Infinity", c: ["-Infinity"] } }),
    binary: {
      protojson: eventProtoJson(),
      append: bytesField(
        90,
        structEntry("a", doubleField(2, Number.NaN)),
        structEntry("b", doubleField(2, Number.POSITIVE_INFINITY)),
        structEntry("c", bytesField(6, bytesField(1, doubleField(2, Number.NEGATIVE_INFINITY)))),
      ),
    },
    lossy: true,
  }),
  bad(
    "double-text",
    "wrong_type",
    "/performance/cpu_percent",
    "A double as a text.",
    '"performance":{"cpu_percent":"1.5"}',
  ),
  bad("double-nan-in-lower-case", "wrong_type", "/cost/total_cost", "The text nan.", '"cost":{"total_cost":"nan"}'),
  bad(
    "double-infinity-with-plus",
    "wrong_type",
    "/cost/total_cost",
    "Infinity with a plus.",
    '"cost":{"total_cost":"+Infinity"}',
  ),
  nullMember("double-null", "Null stands for an absent double.", "cost", "total_cost"),
  bad("double-true", "wrong_type", "/cost/total_cost", "True in place of a double.", '"cost":{"total_cost":true}'),
  bad(
    "double-too-large",
    "out_of_range",
    "/cost/total_cost",
    "A number beyond the largest double.",
    '"cost":{"total_cost":1e400}',
  ),
  breaksForm("out_of_range", "/metadata/n", {
    id: "struct-too-large",
    summary: "A number in a Struct beyond the largest double.",
    json: new JsonText(eventText('"metadata":{"n":-1e400}')),
    differences: onlySchemaHasNoKeyword,
  }),
];

/** Encodes one entry of a Struct from its key and the content of its Value. */
function structEntry(key: string, value: Uint8Array): Uint8Array {
  return bytesField(1, bytesField(1, key), bytesField(2, value));
}
