// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { breaksForm, type Case, type Draft, valid } from "../lib/case.ts";
import { hasNoKeyword, hasNullMember, isOpenObject } from "../lib/differences.ts";
import { eventJson, eventProtoJson } from "../lib/event-templates.ts";
import { bytesField } from "../lib/wire.ts";

/** Creates an event with an extension of a type that readers do not need to know. */
function unregistered(id: string, summary: string, typeUrl: string, value: Uint8Array, base64: string): Case {
  const json = { ...(typeUrl !== "" && { type_url: typeUrl }), ...(base64 !== "" && { value: base64 }) };
  return valid({
    id,
    summary,
    json: eventJson({ extensions: [json] }),
    binary: {
      protojson: eventProtoJson(),
      append: bytesField(
        99,
        ...(typeUrl === "" ? [] : [bytesField(1, typeUrl)]),
        ...(base64 === "" ? [] : [bytesField(2, value)]),
      ),
    },
  });
}

function badBase64(id: string, summary: string, value: string): Case {
  return bad("bad_value", "/extensions/0/value", id, summary, { value }, hasNoKeyword);
}

function bad(
  rule: string,
  path: string,
  id: string,
  summary: string,
  members: Record<string, string | number | null | number[]>,
  differences: Draft["differences"] = [],
): Case {
  const extension = { type_url: "type.example.com/acme.orders.v1.OrderRef", ...members };
  return breaksForm(rule, path, { id, summary, json: eventJson({ extensions: [extension] }), differences });
}

const typeUrl = "type.example.com/acme.orders.v1.OrderRef";

// Messages of other schemas, which remain bytes.
export const extensions: readonly Case[] = [
  unregistered("unregistered", "A message of a type that no registry has.", typeUrl, bytesField(1, "o-77"), "CgRvLTc3"),
  unregistered(
    "all-bytes",
    "Bytes of every value, so that the base64 has every character.",
    typeUrl,
    allBytes(),
    base64(allBytes()),
  ),
  unregistered("one-byte", "One byte, with two characters of padding.", typeUrl, Uint8Array.of(255), "/w=="),
  unregistered("two-bytes", "Two bytes, with one character of padding.", typeUrl, Uint8Array.of(251, 255), "+/8="),
  unregistered(
    "not-a-message",
    "Bytes that are no message of any type.",
    typeUrl,
    Uint8Array.of(255, 255, 255),
    "////",
  ),
  unregistered(
    "no-value",
    "A type without a value, as that of a message with nothing in it.",
    typeUrl,
    new Uint8Array(),
    "",
  ),
  unregistered("no-type", "A value without a type.", "", Uint8Array.of(1), "AQ=="),
  unregistered("odd-type", "A type that is no URL.", "not a url 🚀", Uint8Array.of(1), "AQ=="),
  valid({
    id: "registered",
    summary: "A message of a type that every protobuf library knows. Public JSON does not expand it.",
    json: eventJson({
      extensions: [
        { type_url: "type.googleapis.com/google.protobuf.Duration", value: "CAM=" },
        { type_url: "type.googleapis.com/google.protobuf.Timestamp" },
      ],
    }),
    protojson: eventProtoJson({
      extensions: [
        { "@type": "type.googleapis.com/google.protobuf.Duration", value: "3s" },
        { "@type": "type.googleapis.com/google.protobuf.Timestamp", value: "1970-01-01T00:00:00Z" },
      ],
    }),
  }),
  badBase64("no-padding", "Base64 without padding.", "/w"),
  badBase64("too-little-padding", "Base64 with one character of padding too few.", "/w="),
  badBase64("too-much-padding", "Base64 with one character of padding too many.", "AQI=="),
  badBase64("only-padding", "Padding without anything before it.", "===="),
  badBase64("padding-inside", "Padding in the middle.", "AQ==AQ=="),
  badBase64("url-alphabet", "The alphabet for URLs.", "_-8="),
  badBase64("white-space", "A line feed in base64.", "CgRv\nLTc3"),
  badBase64("other-characters", "Characters that base64 does not have.", "C?!3"),
  badBase64("one-character", "A single character, which is less than a byte.", "A"),
  badBase64("stray-bits", "Bits behind the last byte, so that two texts would stand for the same bytes.", "/x=="),
  bad("wrong_type", "/extensions/0/value", "value-number", "A number in place of base64.", { value: 1 }),
  bad("wrong_type", "/extensions/0/value", "value-list", "A list of numbers in place of base64.", { value: [1, 2] }),
  valid({
    id: "value-null",
    summary: "Null stands for absent bytes.",
    tags: ["null"],
    json: eventJson({ extensions: [{ type_url: null, value: null }] }),
    canonical: eventJson({ extensions: [{}] }),
    protojson: eventProtoJson({ extensions: [{}] }),
    differences: hasNullMember,
  }),
  bad("wrong_type", "/extensions/0/type_url", "type-number", "A number in place of a type.", { type_url: 1 }),
  bad(
    "unknown_key",
    "/extensions/0/@type",
    "expanded",
    "A message as ProtoJSON expands it.",
    { "@type": "x" },
    isOpenObject,
  ),
  breaksForm("wrong_type", "/extensions", {
    id: "object",
    summary: "An object in place of a list.",
    json: eventJson({ extensions: { type_url: typeUrl } }),
  }),
  breaksForm("wrong_type", "/extensions/0", {
    id: "text",
    summary: "A text in place of an object.",
    json: eventJson({ extensions: ["CgRvLTc3"] }),
  }),
];

function allBytes(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, index) => index);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
