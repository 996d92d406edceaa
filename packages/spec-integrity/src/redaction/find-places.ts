// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { listLeaves } from "../commitment/commitment.js";
import { leafPathToPointer } from "../encoding/leaf-path.js";
import { IntegrityError } from "../errors/integrity-error.js";

/**
 * Finds every place of an event that holds a text, for {@link redactEvent}: what one attribute of a span said is often in
 * several members of its events. Returns JSON Pointers to the values with the text, also if it is in JSON that a value
 * holds as text, with whatever escapes. If it is in the key of an object, the place is the object, which only the method
 * `drop` removes completely. Upper and lower case differ. Text in base64, and in members that cannot be redacted, is not
 * found.
 *
 * Throws an `IntegrityError` of code `malformed` for an empty text.
 */
export function findPlaces(event: Event, text: string): string[] {
  if (text === "") {
    throw new IntegrityError("malformed", "", "expected the text to find, got an empty one", "text");
  }
  const places = new Set<string>();
  for (const { path, value } of listLeaves(event)) {
    const key = path.findIndex((segment) => typeof segment === "string" && holds(segment, text));
    if (key > 0) {
      places.add(leafPathToPointer(path.slice(0, key)));
    } else if (holds(value, text)) {
      places.add(leafPathToPointer(path));
    }
  }
  return [...places];
}

const escapes = /\\(?:(["\\/bfnrt])|u([0-9a-fA-F]{4}))/g;
const controls: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Returns whether JSON, or text that holds JSON, holds a text at any level of escapes. */
function holds(value: string, text: string): boolean {
  let decoded = value;
  for (let before = ""; decoded !== before; ) {
    if (decoded.includes(text)) {
      return true;
    }
    before = decoded;
    decoded = decoded.replace(escapes, (_, short: string | undefined, unit: string) =>
      short === undefined ? String.fromCharCode(Number.parseInt(unit, 16)) : (controls[short] ?? short),
    );
  }
  return false;
}
