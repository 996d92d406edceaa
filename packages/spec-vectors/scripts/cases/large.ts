// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { breaksForm, breaksRule, type Case, JsonText, valid } from "../lib/case.ts";
import { onlySchemaHasNoKeyword } from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventText } from "../lib/event-templates.ts";

const megabyte = 1024 * 1024;

// Values of one mebibyte. There are only a few, to keep the corpus small.
export const large: readonly Case[] = [
  valid({
    id: "text",
    summary: "A message of one mebibyte of text, a third of it outside of ASCII.",
    json: eventJson({ content: { kind: "message", text: "aé🚀b".repeat(megabyte / 8) } }),
    protojson: eventProtoJson({ message: { text: "aé🚀b".repeat(megabyte / 8) } }),
  }),
  breaksRule("string.max_bytes", "/agent_id", {
    id: "identifier",
    summary: "An identifier of one mebibyte.",
    json: eventJson({ agent_id: "a".repeat(megabyte) }),
  }),
  breaksForm("bad_unicode", "/content/text", {
    id: "text-with-lone-surrogate",
    summary: "Half of an astral character behind one mebibyte of text.",
    tags: ["surrogate"],
    json: new JsonText(eventText(`"content":{"kind":"message","text":"${"a".repeat(megabyte)}\\ud83d"}`)),
    differences: onlySchemaHasNoKeyword,
  }),
  valid({
    id: "struct",
    summary: "Metadata with a thousand members.",
    json: eventJson({ metadata: thousandMembers() }),
    protojson: eventProtoJson({ metadata: thousandMembers() }),
  }),
];

function thousandMembers(): Record<string, number> {
  return Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`member-${index}`, index / 8]));
}
