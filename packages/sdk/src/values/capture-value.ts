// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";

/** Limits of the values of an event. What is above them is cut, and the cut is marked. */
export interface ValueLimits {
  /** Maximum length of one text, in UTF-16 code units. Default: 65 536. */
  readonly maxTextLength: number;
  /** Maximum length of all texts and names in one value, in UTF-16 code units. Default: 262 144. */
  readonly maxValueLength: number;
}

/** Defaults of {@link ValueLimits}. */
export const valueLimits: ValueLimits = { maxTextLength: 65_536, maxValueLength: 262_144 };

/** Where a value is changed, as a JSON Pointer into the event, and how. */
type CaptureNotes = Map<string, string>;

/** State of the conversion of the values of one event. */
export interface Capture {
  readonly limits: ValueLimits;
  readonly notes: CaptureNotes;
  /** Names and indexes that lead to the current value. */
  readonly path: (string | number)[];
  readonly ancestors: object[];
  left: number;
  /** Number of changes beyond those in the notes. */
  unnoted: number;
}

/** Creates the state for one event. */
export function createCapture(limits: ValueLimits): Capture {
  return { limits, notes: new Map(), path: [], ancestors: [], left: limits.maxValueLength, unnoted: 0 };
}

const maxNotes = 32;
// Decoders accept 100 nested messages, and each level takes two.
const maxDepth = 40;

/**
 * Converts any value to a JSON object for a field of type `google.protobuf.Struct`, and never fails. The result shares
 * nothing with the value.
 *
 * - A `toJSON` method is called, as `JSON.stringify` does. A `Date` becomes RFC 3339 text.
 * - An `Error` becomes its `name`, `message` and `cause`, and its other enumerable properties.
 * - A `Map` becomes an object, a `Set` and a typed array become arrays. Bytes become base64.
 * - A `bigint` becomes a number if that is exact, otherwise its decimal digits. Numbers that JSON lacks become the strings
 *   `"NaN"`, `"Infinity"` and `"-Infinity"`.
 * - What has no JSON form becomes a text in brackets: `[function name]`, `[symbol name]`, `[undefined]` in arrays,
 *   `[circular]`, `[nested too deep]`, `[threw: message]` for a getter or `toJSON` that throws.
 * - Half of a surrogate pair becomes its escape sequence, such as `\ud83d`.
 * - A text above the limits is cut, with `… [cut: 70000 characters]` at its end; members and items above them are replaced
 *   by one member or item `[cut: 12 more]`.
 * - A value that is not an object, such as a text or an array, becomes the member `value`.
 */
export function toStruct(value: unknown, limits: Partial<ValueLimits> = {}): JsonObject {
  return captureStruct(value, createCapture({ ...valueLimits, ...limits }));
}

/** Converts a value as {@link toStruct} does, and notes what is changed. */
export function captureStruct(value: unknown, capture: Capture): JsonObject {
  capture.left = capture.limits.maxValueLength;
  const json = convert(value, "", capture);
  return typeof json === "object" && json !== null && !Array.isArray(json) ? json : { value: json };
}

/** Returns a text that is well-formed and not longer than the limit, and notes what is changed. */
export function captureText(text: string, capture: Capture, maxTextLength = capture.limits.maxTextLength): string {
  const max = Math.min(maxTextLength, Math.max(0, capture.left));
  let kept = text;
  if (text.length > max) {
    const end = isHighSurrogate(text.charCodeAt(max - 1)) ? max - 1 : max;
    kept = `${text.slice(0, end)}… [cut: ${text.length - end} characters]`;
    note(capture, `cut: ${text.length - end} characters`);
  }
  capture.left -= Math.min(text.length, max);
  return loneSurrogate.test(kept) ? escapeSurrogates(kept, capture) : kept;
}

/** Half of a surrogate pair. */
export const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function escapeSurrogates(text: string, capture: Capture): string {
  note(capture, "escaped: half of a surrogate pair");
  return text.replace(new RegExp(loneSurrogate, "g"), (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function note(capture: Capture, what: string): void {
  const { notes, path } = capture;
  if (notes.size >= maxNotes) {
    capture.unnoted++;
  } else {
    notes.set(path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""), what);
  }
}

function mark(capture: Capture, what: string): string {
  note(capture, what);
  return `[${what}]`;
}

function convert(value: unknown, key: string, capture: Capture): JsonValue {
  switch (typeof value) {
    case "string":
      return captureText(value, capture);
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case "undefined":
      return mark(capture, "undefined");
    case "symbol":
      return mark(capture, `symbol ${value.description ?? ""}`.trim());
    case "function":
      return mark(capture, `function ${value.name}`.trim());
    default:
      return value === null ? null : convertObject(value as object, key, capture);
  }
}

function convertObject(value: object, key: string, capture: Capture): JsonValue {
  const { ancestors } = capture;
  if (ancestors.includes(value)) {
    return mark(capture, "circular");
  }
  if (ancestors.length >= maxDepth) {
    return mark(capture, "nested too deep");
  }
  ancestors.push(value);
  try {
    return convertKind(value, key, capture);
  } catch (error) {
    return mark(capture, `threw: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    ancestors.pop();
  }
}

function convertKind(value: object, key: string, capture: Capture): JsonValue {
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    return convertItems(value, capture);
  }
  if (prototype !== Object.prototype && prototype !== null) {
    if (value instanceof Date) {
      return Number.isNaN(value.getTime()) ? mark(capture, "invalid date") : value.toISOString();
    }
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) {
      return captureText(toBase64(value instanceof ArrayBuffer ? new Uint8Array(value) : value), capture);
    }
  }
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === "function") {
    return convert(toJSON.call(value, key), key, capture);
  }
  if (prototype !== Object.prototype && prototype !== null) {
    if (value instanceof Map) {
      const entries = [...value].map(([name, member]) => [String(name), member] as [string, unknown]);
      return convertMembers(entries, capture);
    }
    if (value instanceof Set || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
      return convertItems(Array.from(value as Iterable<unknown>), capture);
    }
    if (value instanceof Error) {
      return convertMembers(errorMembers(value), capture);
    }
    const members = membersOf(value, capture);
    if (members.length === 0) {
      const name = Object.prototype.toString.call(value).slice(8, -1);
      return name === "Object" ? {} : mark(capture, name);
    }
    return convertMembers(members, capture);
  }
  return convertMembers(membersOf(value, capture), capture);
}

/** Reads each member by itself, so that a getter that throws does not hide the others. */
function membersOf(value: object, capture: Capture): [string, unknown][] {
  try {
    return Object.entries(value);
  } catch {
    return Object.keys(value).map((name) => {
      try {
        return [name, (value as Record<string, unknown>)[name]];
      } catch (error) {
        capture.path.push(name);
        const text = mark(capture, `threw: ${error instanceof Error ? error.message : String(error)}`);
        capture.path.pop();
        return [name, text];
      }
    });
  }
}

function errorMembers(error: Error): [string, unknown][] {
  const members = new Map<string, unknown>([
    ["name", error.name],
    ["message", error.message],
  ]);
  // These are not enumerable where the engine sets them.
  for (const key of ["cause", "errors"]) {
    if (key in error) {
      members.set(key, error[key as keyof Error]);
    }
  }
  return [...members, ...Object.entries(error).filter(([key]) => !members.has(key))];
}

function convertItems(items: readonly unknown[], capture: Capture): JsonValue[] {
  const json: JsonValue[] = [];
  for (let index = 0; index < items.length; index++) {
    capture.path.push(index);
    if (capture.left <= 0) {
      json.push(mark(capture, `cut: ${items.length - index} more`));
      capture.path.pop();
      return json;
    }
    // Numbers take room as well, or a long list of them would have no bound.
    capture.left -= 1;
    json.push(convert(items[index], String(index), capture));
    capture.path.pop();
  }
  return json;
}

function convertMembers(members: readonly (readonly [string, unknown])[], capture: Capture): JsonObject {
  const json: JsonObject = {};
  for (let index = 0; index < members.length; index++) {
    const [key, member] = members[index] as readonly [string, unknown];
    if (member === undefined) {
      continue;
    }
    capture.path.push(key);
    if (capture.left <= 0) {
      json["[cut]"] = mark(capture, `cut: ${members.length - index} more`);
      capture.path.pop();
      return json;
    }
    capture.left -= key.length;
    const name = loneSurrogate.test(key) ? escapeSurrogates(key, capture) : key;
    setOwn(json, name, convert(member, key, capture));
    capture.path.pop();
  }
  return json;
}

function setOwn(json: JsonObject, name: string, value: JsonValue): void {
  if (name === "__proto__") {
    Object.defineProperty(json, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    json[name] = value;
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  // In pieces, because arguments of a call are limited.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
