// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from "@bufbuild/protobuf";
import { breaksForm, breaksRule, type Case, JsonText, valid } from "../lib/case.ts";
import { hasNullMember, hasUnknownNumber, isHiddenByParser, isOpenList } from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventText, without } from "../lib/event-templates.ts";
import { concat, varintField } from "../lib/wire.ts";

function badType(id: string, rule: string, summary: string, type: JsonValue, differences = isOpenList): Case {
  return breaksForm(rule, "/type", { id, summary, json: eventJson({ type }), differences });
}

export const enums: readonly Case[] = [
  valid({
    id: "unknown-numbers",
    summary: "Numbers that this version does not know stay numbers.",
    json: eventJson({ type: 999, severity: 77, status: 66, author: 2147483647 }),
    protojson: eventProtoJson({ type: 999, severity: 77, status: 66, author: 2147483647 }),
    differences: hasUnknownNumber,
  }),
  valid({
    id: "negative-number",
    summary: "A number below 0 is one that this version does not know.",
    json: eventJson({ type: -1, severity: -2147483648 }),
    protojson: eventProtoJson({ type: -1, severity: -2147483648 }),
    differences: hasUnknownNumber,
  }),
  valid({
    id: "unknown-numbers-in-lists",
    message: "QueryRequest",
    summary: "Numbers that this version does not know, among names.",
    json: { filter: { types: ["ERROR", 999], statuses: [-1], severities: [77, "WARN"] }, order_by_time: 3 },
    protojson: {
      filter: { types: ["EVENT_TYPE_ERROR", 999], statuses: [-1], severities: [77, "SEVERITY_WARN"] },
      orderByTime: 3,
    },
    differences: hasUnknownNumber,
  }),
  valid({
    id: "known-numbers",
    summary: "Numbers that have a name are read, and written as the name.",
    json: eventJson({ type: 10, severity: 2, status: 1, author: 5 }),
    canonical: eventJson({ type: "AGENT_START", severity: "INFO", status: "STARTED", author: "LLM" }),
    protojson: eventProtoJson({ type: 10, severity: 2, status: 1, author: 5 }),
    differences: hasUnknownNumber,
  }),
  valid({
    id: "zero",
    summary: "The number 0 is the default and stands for an absent member.",
    json: eventJson({ severity: 0, author: 0 }),
    canonical: eventJson(),
    protojson: eventProtoJson({ severity: "SEVERITY_UNSPECIFIED", author: 0 }),
    differences: hasUnknownNumber,
  }),
  breaksRule("required", "/type", {
    id: "type-zero",
    summary: "An event whose type is 0.",
    json: eventJson({ type: 0 }),
    protojson: eventProtoJson({ type: "EVENT_TYPE_UNSPECIFIED" }),
    binary: { protojson: without(eventProtoJson(), "type"), append: concat(varintField(7, 0)) },
    differences: isOpenList,
  }),
  badType("unknown-name", "bad_value", "A name that this version does not know.", "AGENT_PAUSE"),
  badType(
    "prefixed",
    "bad_value",
    "The name of the enum value with its prefix, as in ProtoJSON.",
    "EVENT_TYPE_AGENT_START",
  ),
  badType("unspecified", "bad_value", "The name of the value 0.", "UNSPECIFIED"),
  badType("prefixed-unspecified", "bad_value", "The name of the value 0 with its prefix.", "EVENT_TYPE_UNSPECIFIED"),
  badType("lower-case", "bad_value", "Names are compared exactly.", "agent_start"),
  badType("with-space", "bad_value", "A name with a space behind it.", "AGENT_START "),
  badType("empty-name", "bad_value", "An empty text.", ""),
  badType("number-as-text", "bad_value", "The number of a value as a text.", "10"),
  badType("of-prototype", "bad_value", "The name of a member of every JavaScript object.", "toString"),
  badType("too-large", "out_of_range", "A number that is no int32.", 2147483648),
  badType("fraction", "wrong_type", "A number that is no integer.", 1.5, []),
  badType("true", "wrong_type", "True in place of a name.", true, []),
  valid({
    id: "null",
    summary: "Null stands for an absent enum.",
    tags: ["null"],
    json: eventJson({ severity: null }),
    canonical: eventJson(),
    protojson: eventProtoJson(),
    differences: hasNullMember,
  }),
  badType("list", "wrong_type", "A list in place of a name.", ["AGENT_START"], []),
  badType("object", "wrong_type", "An object in place of a name.", { name: "AGENT_START" }, []),
  breaksForm("bad_value", "/severity", {
    id: "name-of-another-enum",
    summary: "A name that only another enum has.",
    json: eventJson({ severity: "STARTED" }),
    differences: isOpenList,
  }),
  breaksForm("bad_value", "/filter/types/1", {
    id: "prefixed-in-list",
    message: "QueryRequest",
    summary: "The second type of a filter has its prefix.",
    json: { filter: { types: ["ERROR", "EVENT_TYPE_RETRY"] } },
    differences: isOpenList,
  }),
  breaksForm("wrong_type", "/filter/types", {
    id: "name-for-list",
    message: "QueryRequest",
    summary: "A name in place of a list of names.",
    json: { filter: { types: "ERROR" } },
  }),
  breaksForm("bad_value", "/order_by_time", {
    id: "order-in-lower-case",
    message: "QueryRequest",
    summary: "An order in lower case.",
    json: { filter: {}, order_by_time: "asc" },
    differences: isOpenList,
  }),
  breaksForm("duplicate_key", "/status", {
    id: "two-values",
    summary: "Two values under one key.",
    json: new JsonText(eventText('"status":"FAILED"')),
    differences: isHiddenByParser,
  }),
];
