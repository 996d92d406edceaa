// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import { breaksForm, type Case, JsonText, valid } from "../lib/case.ts";
import { isHiddenByParser, isOpenObject, onlySchemaHasNoKeyword } from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventProtoText, eventText } from "../lib/event-templates.ts";
import { bytesField, concat } from "../lib/wire.ts";

function metadata(id: string, summary: string, value: JsonObject, ...tags: string[]): Case {
  return valid({
    id,
    summary,
    tags,
    json: eventJson({ metadata: value }),
    protojson: eventProtoJson({ metadata: value }),
  });
}

/** Creates an event with metadata as text, for keys that a JavaScript object cannot represent. */
function metadataText(id: string, summary: string, text: string, ...tags: string[]): Case {
  return valid({
    id,
    summary,
    tags,
    json: new JsonText(eventText(`"metadata":${text}`)),
    protojson: new JsonText(eventProtoText(`"metadata":${text}`)),
  });
}

function notAnObject(id: string, summary: string, value: string): Case {
  return breaksForm("wrong_type", "/metadata", { id, summary, json: new JsonText(eventText(`"metadata":${value}`)) });
}

// Objects of any shape.
export const structs: readonly Case[] = [
  metadata("every-type", "A value of each type.", { a: null, b: true, c: false, d: 1.5, e: "text", f: [], g: {} }),
  metadata("lists-in-lists", "Lists in lists, and values of unlike types in one.", {
    a: [[], [[1, "b"]], [null, { c: [] }]],
  }),
  metadata("empty-key", "A key that is an empty text.", { "": { "": 1 } }),
  metadata("odd-keys", "Keys that a JSON Pointer or a path would escape.", {
    "a/b": 1,
    "a~b": 2,
    "a.b": 3,
    "🚀": 4,
    "\u0000": 5,
  }),
  metadata("names-of-fields", "Keys that are names of fields elsewhere.", {
    event_id: 1,
    eventId: 2,
    fields: 3,
    "@type": "x",
    kind: "y",
  }),
  metadataText("proto-key", "The key __proto__.", '{"__proto__":"a","b":{"__proto__":{"c":1}}}', "__proto__"),
  metadataText(
    "proto-key-null",
    "The key __proto__ with a value that a prototype may have.",
    '{"__proto__":null}',
    "__proto__",
  ),
  metadata("keys-of-prototype", "Keys that every object of JavaScript has.", {
    constructor: 1,
    toString: "x",
    hasOwnProperty: null,
    valueOf: {},
  }),
  metadata("keys-of-methods", "Keys that would make an object of JavaScript do something.", {
    toJSON: 1,
    // biome-ignore lint/suspicious/noThenProperty: the key under test
    then: 2,
    length: 3,
  }),
  metadataText("number-keys", "Keys that look like indexes.", '{"0":"a","1":"b","-1":"c","01":"d"}'),
  metadata("not-finite-as-text", "Texts in a Struct that look like numbers stay texts.", {
    a: "NaN",
    b: "-Infinity",
    c: "1",
  }),
  metadataText("null-members", "Null is a value only inside a Struct.", '{"a":null,"b":[null,{"c":null}]}', "null"),
  valid({
    id: "unset-value",
    summary: "A Value without a kind, which only the binary form can hold, is written as null.",
    tags: ["binary", "null"],
    json: eventJson({ metadata: { a: null } }),
    binary: {
      protojson: eventProtoJson(),
      append: bytesField(90, bytesField(1, concat(bytesField(1, "a"), bytesField(2)))),
    },
    lossy: true,
  }),
  notAnObject("text", "A text in place of an object.", '"a"'),
  notAnObject("list", "A list in place of an object.", '[{"a":1}]'),
  notAnObject("number", "A number in place of an object.", "0"),
  breaksForm("duplicate_key", "/metadata/a", {
    id: "duplicate-key",
    summary: "A key twice in a Struct.",
    tags: ["duplicate"],
    json: new JsonText(eventText('"metadata":{"a":1,"b":2,"a":1}')),
    differences: isHiddenByParser,
  }),
  breaksForm("duplicate_key", "/metadata/b/__proto__", {
    id: "duplicate-proto-key",
    summary: "The key __proto__ twice in a Struct.",
    tags: ["duplicate", "__proto__"],
    json: new JsonText(eventText('"metadata":{"b":{"__proto__":1,"__proto__":2}}')),
    differences: isHiddenByParser,
  }),
  breaksForm("duplicate_key", "/metadata/a~1b~0", {
    id: "duplicate-escaped-key",
    summary: "A key twice in a Struct, once with escapes.",
    tags: ["duplicate"],
    json: new JsonText(eventText('"metadata":{"a/b~":1,"\\u0061\\/b~":2}')),
    differences: isHiddenByParser,
  }),
  breaksForm("bad_unicode", "/metadata/\ufffd", {
    id: "surrogate-in-key",
    summary: "Half of an astral character in a key.",
    tags: ["surrogate"],
    json: new JsonText(eventText('"metadata":{"\\ud83d":1}')),
    differences: onlySchemaHasNoKeyword,
  }),
  breaksForm("unknown_key", "/__proto__", {
    id: "proto-key-outside",
    summary: "The key __proto__ where only names of fields may be.",
    tags: ["__proto__"],
    json: new JsonText(eventText('"__proto__":{"is_final":true}')),
    differences: isOpenObject,
  }),
  breaksForm("unknown_key", "/constructor", {
    id: "constructor-outside",
    summary: "The key constructor where only names of fields may be.",
    json: eventJson({ constructor: 1 }),
    differences: isOpenObject,
  }),
  breaksForm("unknown_key", "/retry/toString", {
    id: "to-string-outside",
    summary: "The key toString where only names of fields may be.",
    json: eventJson({ retry: { toString: "x" } }),
    differences: isOpenObject,
  }),
];
