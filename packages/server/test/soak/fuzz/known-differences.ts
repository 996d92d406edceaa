// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Form } from "../oracle/start-oracle.ts";
import type { Rejection } from "./read-verdict.ts";

/**
 * Returns why decoders may disagree on what is odd in the bytes of an event, or undefined if nothing is. The server
 * refuses a field of another wire type than its own, which others take for an unknown field. The library leaves out an entry of a
 * map with an unknown field; the decoders of other languages keep it, as the server does.
 */
export function explainOdd(odd: readonly string[]): string | undefined {
  return odd.includes("wire type")
    ? "the server refuses other wire types"
    : odd.includes("map entry")
      ? "the library drops the entry"
      : undefined;
}

/** What the server may refuse although a protobuf library reads it: the name, and the messages. */
const reasons: readonly (readonly [name: string, message: RegExp])[] = [
  ["rule: required", /value is required|: expected a message, got none/],
  ["rule: length", /must be at (most|least) \d+ (bytes|characters)|must contain (no more|at most)/],
  ["rule: finite number", /must be finite|expected a finite number/],
  ["rule: pattern", /does not match regex/],
  ["rule: time from year 1 to 9999", /expected a time in the years 0001 to 9999|expected nanos from 0 to 999999999/],
  ["rule: redaction records are the server's", /only the server records redactions/],
  ["rule: a content hash is that of its event", /expected [0-9a-f]{64}, the hash of the event as received/],
  ["tenant of another", /expected tenant|tenant_id/],
  ["conflict", /different content|already exists/],
  ["limit: depth", /nested messages|maximum recursion depth|nested at most/],
  ["a varint of more than 64 bits, which Go refuses as well", /expected a varint of at most 64 bits/],
  ["limit: number of parts", /expected (a batch|an event) in at most/],
  [
    "codec: exact number",
    /expected (an integer that a double represents exactly|a number whose fraction a double keeps|a number within the range of a double)/,
  ],
  ["codec: range of the type", /expected an integer from/],
  ["codec: one name of a member", /expected one of .*, found both/],
  ["codec: base64", /expected base64/],
  ["codec: kinds of JSON", /expected (a number|a boolean|a string|an object|an array)/],
  [
    "codec: names and numbers of enums",
    /expected one of [A-Z_, ]+, or a number, found|expected a name as a string, or a number, found|expected an integer, found|expected nothing in place of/,
  ],
  ["codec: an extension of a type that is not registered", /expected a type in the registry/],
  // Other times are refused by both.
  [
    "codec: RFC 3339",
    /expected an RFC 3339 time, .* found "(?!\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):\d\d)")/,
  ],
];

/** What the server may store although a protobuf library refuses it: the name, the forms, and the library's errors. */
const leniences: readonly (readonly [name: string, forms: readonly Form[], error: RegExp])[] = [
  ["t and z of a time may be in lower case (RFC 3339, section 5.6)", ["public", "protojson", "line"], /time data/],
  [
    "the limits of a time are in UTC, also for one of the year 0",
    ["public", "protojson", "line"],
    /year 0 is out of range/,
  ],
];

/** Returns the documented reason for a rejection, or undefined if there is none. */
export function findReason({ message }: Rejection): string | undefined {
  return reasons.find(([, expression]) => expression.test(message))?.[0];
}

/** Returns the name of a known difference in which the server stores what a protobuf library refuses. */
export function findLenience(form: Form, error: string): string | undefined {
  return leniences.find(([, forms, expression]) => forms.includes(form) && expression.test(error))?.[0];
}
