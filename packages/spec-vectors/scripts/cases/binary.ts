// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { breaksForm, type Case, type Draft, valid } from "../lib/case.ts";
import { eventJson, eventProtoJson } from "../lib/event-templates.ts";
import { bytesField, concat, doubleField, varintField } from "../lib/wire.ts";

/** Creates an event with bytes that contain more than its JSON forms. */
function extra(id: string, summary: string, append: Uint8Array, more: Partial<Draft> = {}): Case {
  return valid({
    id,
    summary,
    tags: ["unknown-field"],
    json: eventJson(),
    binary: { protojson: eventProtoJson(), append },
    lossy: true,
    ...more,
  });
}

/** Creates a case of bytes that are not a message. */
function malformed(id: string, summary: string, append: Uint8Array): Case {
  return breaksForm("malformed_binary", "", { id, summary, binary: { protojson: eventProtoJson(), append } });
}

// Messages that only the binary form can express.
export const binary: readonly Case[] = [
  extra("unknown-varint", "A field that this version does not know, with a number.", varintField(500, 7)),
  extra("unknown-text", "A field that this version does not know, with a text.", bytesField(501, "later")),
  extra("unknown-double", "A field that this version does not know, with a double.", doubleField(502, 1.5)),
  extra(
    "unknown-group",
    "A group, which no field of this version is.",
    Uint8Array.of(0xa3, 0x1f, 0x08, 0x01, 0xa4, 0x1f),
  ),
  extra("largest-field-number", "A field with the largest number that a field may have.", varintField(536870911, 1)),
  extra(
    "several-unknown",
    "Several fields that this version does not know, one of them twice.",
    concat(varintField(500, 1), bytesField(501, "a"), varintField(500, 2)),
  ),
  extra(
    "unknown-inside",
    "A field that this version does not know, in a message inside.",
    bytesField(60, varintField(1, 1), varintField(77, 7)),
    {
      json: eventJson({ retry: { attempt: 1 } }),
    },
  ),
  extra(
    "unknown-in-content",
    "A field that this version does not know, in the content.",
    bytesField(30, bytesField(2, "hello"), bytesField(99, "x")),
    {
      json: eventJson({ content: { kind: "message", text: "hello" } }),
    },
  ),
  extra(
    "unknown-content",
    "A content that this version does not know is a field that it does not know.",
    bytesField(59, bytesField(1, "x")),
  ),
  valid({
    id: "last-one-wins",
    summary: "A field that is there twice has the second value.",
    json: eventJson({ event_id: "event-2" }),
    binary: { protojson: eventProtoJson(), append: bytesField(1, "event-2") },
  }),
  valid({
    id: "last-content-wins",
    summary: "Of two members of the oneof the second counts.",
    json: eventJson({ content: { kind: "error_info", error_message: "b" } }),
    binary: { protojson: eventProtoJson({ message: { text: "a" } }), append: bytesField(37, bytesField(1, "b")) },
  }),
  valid({
    id: "messages-are-merged",
    summary: "A message that is there twice has the fields of both.",
    json: eventJson({ retry: { attempt: 1, strategy: "fixed" } }),
    binary: { protojson: eventProtoJson({ retry: { attempt: 1 } }), append: bytesField(60, bytesField(2, "fixed")) },
  }),
  valid({
    id: "packed-and-not",
    message: "QueryFilter",
    summary: "Values of a list of enums, packed and one by one.",
    json: { types: ["ERROR", "RETRY", "SYSTEM"] },
    binary: {
      protojson: { types: ["EVENT_TYPE_ERROR", "EVENT_TYPE_RETRY"] },
      append: varintField(10, 63),
    },
  }),
  valid({
    id: "explicit-default",
    summary: "Fields at their default may be in the bytes.",
    json: eventJson(),
    binary: { protojson: eventProtoJson(), append: concat(bytesField(3), varintField(16, 0)) },
  }),
  valid({
    id: "long-varint",
    summary: "A negative enum value takes ten bytes.",
    json: eventJson({ severity: -1 }),
    binary: { protojson: eventProtoJson(), append: varintField(8, -1) },
    differences: [
      { form: "strict", verdict: "invalid", reason: "unknown-number" },
      { form: "openapi", verdict: "invalid", reason: "unknown-number" },
    ],
  }),
  valid({
    id: "large-enum-number",
    summary: "A number of more than 32 bits in an enum is cut down to 32 bits by every reader.",
    json: eventJson({ author: "USER" }),
    binary: { protojson: eventProtoJson(), append: varintField(10, 2n ** 32n + 1n) },
  }),
  malformed("truncated-length", "A text that is longer than what is left.", Uint8Array.of(0x0a, 0x05, 0x61)),
  malformed("truncated-varint", "A number without its last byte.", Uint8Array.of(0x38, 0x80)),
  malformed("endless-varint", "A number of eleven bytes.", Uint8Array.of(0x38, ...Array(10).fill(0x80), 0x01)),
  malformed(
    "truncated-double",
    "A double of seven bytes, in a field that is not known.",
    Uint8Array.of(0xb1, 0x1f, 1, 2, 3, 4, 5, 6, 7),
  ),
  malformed("field-number-zero", "The field number 0.", Uint8Array.of(0x02, 0x00)),
  malformed("wire-type-6", "A wire type that does not exist.", Uint8Array.of(0x0e, 0x00)),
  malformed("end-of-no-group", "The end of a group that never began.", Uint8Array.of(0xa4, 0x1f)),
  malformed("endless-group", "A group without an end.", Uint8Array.of(0xa3, 0x1f, 0x08, 0x01)),
  malformed("not-utf-8", "A text that is not UTF-8.", bytesField(21, Uint8Array.of(0xff))),
  malformed(
    "surrogate-in-utf-8",
    "Half of an astral character, in three bytes.",
    bytesField(21, Uint8Array.of(0xed, 0xa0, 0xbd)),
  ),
  malformed("overlong-utf-8", "A slash in two bytes.", bytesField(21, Uint8Array.of(0xc0, 0xaf))),
  malformed(
    "truncated-message",
    "A message inside that ends before its time.",
    bytesField(60, Uint8Array.of(0x12, 0x05, 0x61)),
  ),
];
