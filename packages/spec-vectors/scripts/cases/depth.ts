// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from "@bufbuild/protobuf";
import { breaksForm, type Case, JsonText, valid } from "../lib/case.ts";
import { hasNoKeyword, onlySchemaHasNoKeyword } from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventText } from "../lib/event-templates.ts";

/**
 * Returns a value inside lists inside objects. In protobuf, each object is three messages deep: a Struct, an entry of
 * its map and a Value. Each list is two messages deep: a ListValue and a Value.
 */
function nest(objects: number, lists: number, value: JsonValue): JsonValue {
  if (objects > 0) {
    return { a: nest(objects - 1, lists, value) };
  }
  return lists > 0 ? [nest(0, lists - 1, value)] : value;
}

function deepest(id: string, summary: string, objects: number, lists: number): Case {
  const metadata = nest(objects, lists, true);
  return valid({ id, summary, json: eventJson({ metadata }), protojson: eventProtoJson({ metadata }) });
}

function tooDeep(
  id: string,
  summary: string,
  path: string,
  json: JsonValue | JsonText,
  differences = hasNoKeyword,
): Case {
  return breaksForm("too_deep", path, { id, summary, json, differences });
}

// Messages may be nested 100 deep, including the event itself and the entries of maps.
export const depth: readonly Case[] = [
  deepest("objects", "Metadata of 33 objects, one in another, so that messages are nested 100 deep.", 33, 0),
  deepest("lists", "Metadata of 48 lists, one in another, so that messages are nested 100 deep.", 1, 48),
  deepest("objects-and-lists", "Metadata of 31 objects and 3 lists, so that messages are nested 100 deep.", 31, 3),
  valid({
    id: "in-content",
    summary: "Metadata of a message, of 32 objects and a list, so that messages are nested 100 deep.",
    json: eventJson({ content: { kind: "message", text: "hello", metadata: nest(32, 1, "a") } }),
    protojson: eventProtoJson({ message: { text: "hello", metadata: nest(32, 1, "a") } }),
  }),
  tooDeep(
    "objects-and-lists-101",
    "Metadata of 32 objects and 2 lists, so that messages are nested 101 deep.",
    `/metadata${"/a".repeat(32)}/0/0`,
    eventJson({ metadata: nest(32, 2, true) }),
  ),
  tooDeep(
    "objects-102",
    "Metadata of 34 objects, so that messages are nested 102 deep and more.",
    `/metadata${"/a".repeat(33)}`,
    eventJson({ metadata: nest(34, 0, true) }),
  ),
  tooDeep(
    "empty-object-101",
    "Metadata of 34 objects, the innermost empty, so that messages are nested 101 deep.",
    `/metadata${"/a".repeat(33)}`,
    eventJson({ metadata: nest(33, 0, {}) }),
  ),
  tooDeep(
    "bomb",
    "Metadata of 100,000 lists, one in another, which a recursive reader does not survive.",
    "",
    new JsonText(eventText(`"metadata":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)),
    onlySchemaHasNoKeyword,
  ),
];
