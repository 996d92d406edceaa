// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { breaksForm, type Case, type Draft, JsonText, valid } from "../lib/case.ts";
import { hasNullMember, isHiddenByParser, isOpenObject } from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventText } from "../lib/event-templates.ts";

function syntax(id: string, summary: string, text: string): Case {
  return breaksForm("syntax", "", { id, summary, json: new JsonText(text) });
}

/** Creates a case of another value instead of an event. */
function whole(id: string, summary: string, text: string): Case {
  return breaksForm("wrong_type", "", { id, summary, json: new JsonText(text) });
}

function member(
  rule: string,
  path: string,
  id: string,
  summary: string,
  text: string,
  more: Partial<Draft> = {},
): Case {
  return breaksForm(rule, path, { id, summary, json: new JsonText(eventText(text)), ...more });
}

/** Creates a case of null for a member. */
function nullMember(id: string, summary: string, name: string): Case {
  return valid({
    id,
    summary,
    tags: ["null"],
    json: eventJson({ [name]: null }),
    canonical: eventJson(),
    protojson: eventProtoJson(),
    differences: hasNullMember,
  });
}

const least = eventText('"is_final":true').trimEnd();

// Text that is not JSON, or not the JSON of the message.
export const form: readonly Case[] = [
  syntax("empty", "An empty text.", ""),
  syntax("white-space", "A text of white space.", " \n"),
  syntax("truncated", "A text that ends before its time.", least.slice(0, -1)),
  syntax("two-values", "Two values, one behind the other.", `${least}\n${least}\n`),
  syntax("trailing-comma", "A comma behind the last member.", `${least.slice(0, -1)},}\n`),
  syntax("single-quotes", "Single quotes.", least.replaceAll('"', "'")),
  syntax("bare-keys", "Keys without quotes.", '{event_id:"event-1"}'),
  syntax("comment", "A comment.", `${least} // why`),
  syntax("nan", "NaN without quotes.", eventText('"cost":{"total_cost":NaN}')),
  syntax("leading-zero", "A number that begins with 0.", eventText('"retry":{"attempt":05}')),
  syntax("plus", "A number with a plus.", eventText('"retry":{"attempt":+5}')),
  syntax("hex", "A number in hex.", eventText('"retry":{"attempt":0x5}')),
  syntax("no-digits", "A point without digits behind it.", eventText('"retry":{"attempt":5.}')),
  syntax("line-feed-in-text", "A line feed inside of a text.", eventText('"branch":"a\nb"')),
  syntax("bad-escape", "An escape that JSON does not have.", eventText('"branch":"\\x41"')),
  syntax("byte-order-mark", "A byte order mark before the text.", `\ufeff${least}`),
  syntax("python", "What Python prints for an object.", least.replaceAll('"', "'").replace("true", "True")),
  whole("null", "Null in place of an event.", "null"),
  whole("list", "An event in a list.", `[${least}]`),
  whole("text", "A text in place of an event.", '"event-1"'),
  whole("number", "A number in place of an event.", "1"),
  whole("true", "True in place of an event.", "true"),
  member("unknown_key", "/evnt_id", "misspelt", "A key that is misspelt.", '"evnt_id":"event-1"', {
    differences: isOpenObject,
  }),
  member("unknown_key", "/eventId", "camel-case", "A key as in ProtoJSON.", '"eventId":"event-1"', {
    differences: isOpenObject,
  }),
  member("unknown_key", "/Event_id", "upper-case", "Keys are compared exactly.", '"Event_id":"event-1"', {
    differences: isOpenObject,
  }),
  member(
    "unknown_key",
    "/retry/attempts",
    "in-message",
    "An unknown key in a message inside.",
    '"retry":{"attempts":1}',
    {
      differences: isOpenObject,
    },
  ),
  member("unknown_key", "/", "empty-key", "A key that is an empty text.", '"":1', { differences: isOpenObject }),
  member("unknown_key", "/a~1b~0", "key-with-slash", "An unknown key that a JSON Pointer escapes.", '"a/b~":1', {
    differences: isOpenObject,
  }),
  member("duplicate_key", "/event_id", "duplicate", "A key twice, with the same value.", '"event_id":"event-1"', {
    tags: ["duplicate"],
    differences: isHiddenByParser,
  }),
  member(
    "duplicate_key",
    "/event_id",
    "duplicate-escaped",
    "A key twice, once with an escape.",
    '"event_\\u0069d":"event-1"',
    {
      tags: ["duplicate"],
      differences: isHiddenByParser,
    },
  ),
  member(
    "duplicate_key",
    "/retry/attempt",
    "duplicate-inside",
    "A key twice in a message inside.",
    '"retry":{"attempt":1,"attempt":2}',
    {
      tags: ["duplicate"],
      differences: isHiddenByParser,
    },
  ),
  nullMember("null-text", "Null stands for an absent text.", "project_id"),
  nullMember("null-boolean", "Null stands for an absent boolean.", "is_final"),
  nullMember("null-message", "Null stands for an absent message.", "retry"),
  nullMember("null-list", "Null stands for an empty list.", "tags"),
  nullMember("null-struct", "Null stands for an absent Struct.", "metadata"),
  member("wrong_type", "/tags/1", "null-in-list", "Null among the items of a list.", '"tags":["a",null]', {
    tags: ["null"],
  }),
  member("wrong_type", "/extensions/0", "null-extension", "Null among messages.", '"extensions":[null]', {
    tags: ["null"],
  }),
  member("wrong_type", "/is_final", "boolean-number", "1 in place of true.", '"is_final":1'),
  member("wrong_type", "/is_final", "boolean-text", "A text in place of true.", '"is_final":"true"'),
  member("wrong_type", "/is_partial", "boolean-zero", "0 in place of false.", '"is_partial":0'),
  member("wrong_type", "/tags", "text-for-list", "A text in place of a list.", '"tags":"production"'),
  member("wrong_type", "/tags", "object-for-list", "An object in place of a list.", '"tags":{"0":"production"}'),
  member("wrong_type", "/tags/0", "list-in-list", "A list in a list of texts.", '"tags":[["production"]]'),
  member("wrong_type", "/tags/0", "number-in-list", "A number in a list of texts.", '"tags":[1]'),
  member("wrong_type", "/retry", "list-for-message", "A list in place of a message.", '"retry":[]'),
  member("wrong_type", "/retry", "text-for-message", "A text in place of a message.", '"retry":"fixed"'),
  member("wrong_type", "/cost", "number-for-message", "A number in place of a message.", '"cost":0.5'),
  breaksForm("wrong_type", "/events", {
    id: "batch-object-for-list",
    message: "EventBatch",
    summary: "A batch whose events are an object.",
    json: { events: { 0: eventJson() } },
  }),
  breaksForm("wrong_type", "/events/0", {
    id: "batch-of-null",
    message: "EventBatch",
    summary: "Null among the events of a batch.",
    tags: ["null"],
    json: { events: [null] },
  }),
  breaksForm("unknown_key", "/events/1/kind", {
    id: "batch-with-unknown-key",
    message: "EventBatch",
    summary: "An unknown key in the second event of a batch.",
    json: { events: [eventJson(), eventJson({ kind: "message" })] },
    differences: isOpenObject,
  }),
  breaksForm("unknown_key", "/limit", {
    id: "query-with-unknown-key",
    message: "QueryRequest",
    summary: "An unknown key in a query.",
    json: { filter: {}, limit: 10 },
    differences: isOpenObject,
  }),
  breaksForm("wrong_type", "/has_more", {
    id: "page-with-text-for-boolean",
    message: "QueryResponse",
    summary: "A text in place of a boolean.",
    json: { has_more: "false" },
  }),
  breaksForm("unknown_key", "/status", {
    id: "message-without-fields",
    message: "chaukas.spec.client.v1.HealthzResponse",
    summary: "A key in a message that has no fields.",
    json: { status: "ok" },
  }),
];
