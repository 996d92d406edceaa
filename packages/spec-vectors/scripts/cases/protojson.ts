// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { breaksForm, type Case, type Draft, JsonText, valid } from "../lib/case.ts";
import { isRealProducers } from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventProtoText } from "../lib/event-templates.ts";

/** Creates a case of ProtoJSON that readers convert to the same message as the given public JSON. */
function variant(
  id: string,
  summary: string,
  json: Draft["json"],
  protojson: Draft["json"],
  more: Partial<Draft> = {},
): Case {
  return valid({ id, summary, json: json ?? {}, protojson: protojson ?? {}, ...more });
}

function bad(
  rule: string,
  path: string,
  id: string,
  summary: string,
  protojson: Draft["json"],
  more: Partial<Draft> = {},
): Case {
  return breaksForm(rule, path, { id, summary, protojson: protojson ?? {}, ...more });
}

// Notations of ProtoJSON that a reader has to accept. The other groups contain what writers produce.
export const protojson: readonly Case[] = [
  variant(
    "proto-names",
    "Keys that are the names of the proto fields.",
    eventJson({ is_final: true, content: { kind: "tool_call", name: "search", auth_required: true } }),
    {
      event_id: "event-1",
      tenant_id: "acme",
      session_id: "session-1",
      type: "EVENT_TYPE_SYSTEM",
      status: "EVENT_STATUS_COMPLETED",
      timestamp: "2026-03-14T09:26:53Z",
      is_final: true,
      tool_call: { name: "search", auth_required: true },
    },
  ),
  variant(
    "mixed-names",
    "Keys of both styles.",
    eventJson({ agent_id: "a", agent_name: "b" }),
    eventProtoJson({ agentId: "a", agent_name: "b" }),
  ),
  variant(
    "null-members",
    "Null stands for an absent member.",
    eventJson(),
    eventProtoJson({ projectId: null, tags: null, retry: null, isFinal: null, severity: null, toolCall: null }),
  ),
  variant(
    "numbers-as-texts",
    "Numbers may be texts.",
    eventJson({ retry: { attempt: 5 }, cost: { total_cost: 1.5 } }),
    eventProtoJson({ retry: { attempt: "5" }, cost: { totalCost: "1.5" } }),
  ),
  variant(
    "int64-as-number",
    "An int64 may be a number.",
    { total_count: 5 },
    { totalCount: 5 },
    { message: "QueryResponse" },
  ),
  variant(
    "int64-as-text-with-exponent",
    "An int64 may be a number with an exponent.",
    { total_count: 500 },
    new JsonText('{"totalCount":5e2}\n'),
    { message: "QueryResponse" },
  ),
  variant(
    "enum-zero-by-name",
    "The value 0 of an enum has a name in ProtoJSON.",
    eventJson(),
    eventProtoJson({ severity: "SEVERITY_UNSPECIFIED" }),
  ),
  variant("offset", "A time with an offset.", eventJson(), eventProtoJson({ timestamp: "2026-03-14T10:26:53+01:00" })),
  variant(
    "no-zone",
    "A time without a zone, as the file mode of the Python SDK writes it, is in UTC.",
    eventJson({ timestamp: "2026-03-14T09:26:53.589793Z" }),
    eventProtoJson({ timestamp: "2026-03-14T09:26:53.589793" }),
    {
      binary: { protojson: eventProtoJson({ timestamp: "2026-03-14T09:26:53.589793Z" }), append: new Uint8Array() },
      differences: isRealProducers,
    },
  ),
  bad("unknown_key", "/evntId", "unknown-key", "A key that no field has.", eventProtoJson({ evntId: "x" })),
  bad(
    "unknown_key",
    "/content",
    "public-content",
    "The content as in public JSON.",
    eventProtoJson({ content: { kind: "message", text: "hello" } }),
  ),
  bad("duplicate_key", "/eventId", "both-names", "A field by both its names.", eventProtoJson({ event_id: "event-1" })),
  bad(
    "duplicate_key",
    "/eventId",
    "duplicate-key",
    "A key twice.",
    new JsonText(eventProtoText('"eventId":"event-1"')),
  ),
  bad(
    "bad_value",
    "/type",
    "short-enum-name",
    "An enum value without its prefix, as in public JSON.",
    eventProtoJson({ type: "AGENT_START" }),
  ),
  bad(
    "bad_value",
    "/type",
    "unknown-enum-name",
    "An enum value that this version does not know.",
    eventProtoJson({ type: "EVENT_TYPE_PAUSE" }),
  ),
  bad(
    "out_of_range",
    "/type",
    "enum-too-large",
    "An enum value that is no int32.",
    eventProtoJson({ type: 2147483648 }),
  ),
  bad("bad_value", "/timestamp", "words", "A word in place of a time.", eventProtoJson({ timestamp: "yesterday" })),
  bad(
    "wrong_type",
    "/timestamp",
    "number-for-time",
    "Seconds in place of a time.",
    eventProtoJson({ timestamp: 1773480413 }),
  ),
  bad("out_of_range", "/timestamp", "year-zero", "The year 0.", eventProtoJson({ timestamp: "0000-01-01T00:00:00Z" })),
  bad("wrong_type", "/isFinal", "boolean-text", "A text in place of true.", eventProtoJson({ isFinal: "true" })),
  bad("wrong_type", "/agentName", "number-for-text", "A number in place of a text.", eventProtoJson({ agentName: 7 })),
  bad(
    "wrong_type",
    "/retry/attempt",
    "words-for-number",
    "A word in place of a number.",
    eventProtoJson({ retry: { attempt: "five" } }),
  ),
  bad(
    "out_of_range",
    "/retry/attempt",
    "int32-too-large",
    "2^31 in an int32.",
    eventProtoJson({ retry: { attempt: 2147483648 } }),
  ),
  bad("wrong_type", "/tags/0", "null-in-list", "Null among the items of a list.", eventProtoJson({ tags: [null] })),
  bad("wrong_type", "", "list", "An event in a list.", [eventProtoJson()]),
  bad(
    "syntax",
    "",
    "truncated",
    "A text that ends before its time.",
    new JsonText(eventProtoText('"isFinal":true').slice(0, -2)),
  ),
  bad(
    "bad_unicode",
    "/branch",
    "lone-surrogate",
    "Half of an astral character.",
    new JsonText(eventProtoText('"branch":"\\ud83d"')),
  ),
  bad(
    "bad_value",
    "/extensions/0/@type",
    "unregistered-extension",
    "An extension of a type that no registry has cannot be read from ProtoJSON.",
    eventProtoJson({ extensions: [{ "@type": "type.example.com/acme.orders.v1.OrderRef", orderId: "o-77" }] }),
  ),
  bad(
    "bad_value",
    "/extensions/0",
    "extension-without-type",
    "An extension without a type.",
    eventProtoJson({ extensions: [{ value: "1s" }] }),
  ),
];
