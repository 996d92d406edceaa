// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describeValue, Fault, shorten } from "../errors/fault.js";
import type { JsonCodecErrorCode } from "../errors/json-codec-error.js";
import { findRounding } from "./find-rounding.js";

/** Maximum nesting of objects and lists. A message, or an element of a list in a Struct, takes at most two levels. */
export const maxBrackets = 200;

/** Names of the lists whose elements are walked one by one: for each level, the keys that lead to the list. */
export type ListPath = readonly (readonly string[])[];

/** An element of the list that {@link walkJsonText} was told of. */
export interface ElementPlace {
  /** Index of its first character. */
  readonly start: number;
  /** Index after its last character. */
  readonly end: number;
  /** The first fault in it, whose keys begin inside the element. */
  readonly fault: Fault | undefined;
}

/** The elements of a list in a text, with the place of what is between its brackets. */
export interface ListPlace {
  readonly start: number;
  readonly end: number;
  readonly elements: readonly ElementPlace[];
}

interface Cursor {
  readonly text: string;
  index: number;
  brackets: number;
  /** The keys that lead to the current value, outermost first. */
  readonly keys: (string | number)[];
  readonly listPath: ListPath | undefined;
  readonly maxElements: number;
  /** Number of keys that lead to the current element of the list, or 0 outside of its elements. */
  elementDepth: number;
  elementFault: Fault | undefined;
  list: ListPlace | undefined;
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y;
const escaped = /["\\/bfnrt]|u[\dA-Fa-f]{4}/y;
const literal = /true|false|null/y;
const notFinite = /NaN|-?Infinity/y;
const bracketOrQuote = /[[\]{}"]/g;

/**
 * Finds the first place where a text is not JSON (RFC 8259), or would change its meaning when parsed: a duplicate key,
 * a number that loses digits, or more nesting than any message has. Returns undefined if there is none.
 *
 * Slow and exact. Called only when something is known to be wrong.
 */
export function findTextFault(text: string): Fault | undefined {
  try {
    walk(text, undefined, 0);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) {
      return error;
    }
    throw error;
  }
}

/**
 * Finds the elements of a list in a text, and the first fault in each. Returns undefined if the text has no such list.
 * Throws for a fault outside of the elements, for text in which the end of an element is uncertain, and for more than
 * `maxElements`. Slow and exact, like {@link findTextFault}.
 */
export function walkJsonText(text: string, listPath: ListPath, maxElements: number): ListPlace | undefined {
  return walk(text, listPath, maxElements).list;
}

function walk(text: string, listPath: ListPath | undefined, maxElements: number): Cursor {
  const cursor: Cursor = {
    text,
    index: 0,
    brackets: 0,
    keys: [],
    listPath,
    maxElements,
    elementDepth: 0,
    elementFault: undefined,
    list: undefined,
  };
  readValue(cursor);
  skip(cursor, space);
  if (cursor.index < text.length) {
    throw syntaxFault(cursor, "the end of the text");
  }
  return cursor;
}

function readValue(cursor: Cursor): void {
  skip(cursor, space);
  switch (cursor.text[cursor.index]) {
    case "{":
      readBrackets(cursor, readMembers);
      break;
    case "[":
      readBrackets(cursor, isList(cursor) ? readElements : readItems);
      break;
    case '"':
      readString(cursor);
      break;
    default:
      if (skip(cursor, literal) === undefined) {
        readNumber(cursor);
      }
  }
}

function isList({ keys, listPath, list }: Cursor): boolean {
  return (
    listPath !== undefined &&
    list === undefined &&
    keys.length === listPath.length &&
    listPath.every((names, index) => names.includes(String(keys[index])))
  );
}

function readBrackets(cursor: Cursor, readContents: (cursor: Cursor) => void): void {
  if (++cursor.brackets > maxBrackets) {
    report(cursor, "too_deep", `at most ${maxBrackets} nested objects and arrays`, "more", cursor.index);
    skipBrackets(cursor);
  } else {
    cursor.index++;
    skip(cursor, space);
    readContents(cursor);
  }
  cursor.brackets--;
}

/** Skips an object or a list without recursion. Whether what is in it is JSON no longer matters. */
function skipBrackets(cursor: Cursor): void {
  let brackets = 0;
  do {
    bracketOrQuote.lastIndex = cursor.index;
    const match = bracketOrQuote.exec(cursor.text);
    if (match === null) {
      cursor.index = cursor.text.length;
      throw syntaxFault(cursor, "the end of the object or array");
    }
    cursor.index = match.index;
    if (match[0] === '"') {
      readString(cursor);
    } else {
      brackets += match[0] === "[" || match[0] === "{" ? 1 : -1;
      cursor.index++;
    }
  } while (brackets > 0);
}

function readMembers(cursor: Cursor): void {
  const seen = new Set<string>();
  if (accept(cursor, "}")) {
    return;
  }
  do {
    skip(cursor, space);
    if (cursor.text[cursor.index] !== '"') {
      throw syntaxFault(cursor, seen.size === 0 ? 'a key in quotation marks or "}"' : "a key in quotation marks");
    }
    const start = cursor.index;
    const key = readString(cursor);
    cursor.keys.push(key);
    if (seen.has(key)) {
      report(cursor, "duplicate_key", "every key once", `${describeValue(key)} again`, start);
    }
    seen.add(key);
    skip(cursor, space);
    if (!accept(cursor, ":")) {
      throw syntaxFault(cursor, '":"');
    }
    readValue(cursor);
    skip(cursor, space);
    cursor.keys.pop();
  } while (accept(cursor, ","));
  if (!accept(cursor, "}")) {
    throw syntaxFault(cursor, '"," or "}"');
  }
}

function readItems(cursor: Cursor): void {
  if (accept(cursor, "]")) {
    return;
  }
  let index = 0;
  do {
    cursor.keys.push(index++);
    readValue(cursor);
    skip(cursor, space);
    cursor.keys.pop();
  } while (accept(cursor, ","));
  if (!accept(cursor, "]")) {
    throw syntaxFault(cursor, '"," or "]"');
  }
}

/** Reads the list whose elements are walked one by one. */
function readElements(cursor: Cursor): void {
  const { index: start, keys } = cursor;
  const elements: ElementPlace[] = [];
  if (cursor.text[start] !== "]") {
    do {
      if (elements.length === cursor.maxElements) {
        throw faultAt(cursor, "too_many", `at most ${cursor.maxElements} elements`, "more", cursor.index);
      }
      skip(cursor, space);
      const first = cursor.index;
      keys.push(elements.length);
      cursor.elementDepth = keys.length;
      cursor.elementFault = undefined;
      readValue(cursor);
      elements.push({ start: first, end: cursor.index, fault: cursor.elementFault });
      cursor.elementDepth = 0;
      keys.pop();
      skip(cursor, space);
    } while (accept(cursor, ","));
  }
  cursor.list = { start, end: cursor.index, elements };
  if (!accept(cursor, "]")) {
    throw syntaxFault(cursor, '"," or "]"');
  }
}

function readString(cursor: Cursor): string {
  const start = cursor.index++;
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.index);
    if (Number.isNaN(code)) {
      throw syntaxFault(cursor, "the end of the string");
    }
    if (code < 0x20) {
      throw syntaxFault(cursor, "control characters only as escapes");
    }
    cursor.index++;
    if (code === 0x22 /* " */) {
      return JSON.parse(cursor.text.slice(start, cursor.index));
    }
    if (code === 0x5c /* \ */ && skip(cursor, escaped) === undefined) {
      throw syntaxFault(cursor, "an escape such as \\n or \\u00e9");
    }
  }
}

function readNumber(cursor: Cursor): void {
  const start = cursor.index;
  const match = skip(cursor, number);
  if (match === undefined) {
    readNotFinite(cursor);
    return;
  }
  const expected = findRounding(match[0]);
  if (expected !== undefined) {
    report(cursor, "out_of_range", expected, shorten(match[0]), start);
  }
}

/** Reads a number that JSON lacks. Some libraries write it without quotation marks, so it is told apart from garbage. */
function readNotFinite(cursor: Cursor): void {
  const start = cursor.index;
  const match = skip(cursor, notFinite);
  if (match === undefined) {
    throw syntaxFault(cursor, "a JSON value");
  }
  report(cursor, "syntax", `a JSON value, such as the string "${match[0]}"`, match[0], start);
}

/** Records a fault inside an element, and throws any other. Walking can go on, since the end of the value is known. */
function report(cursor: Cursor, code: JsonCodecErrorCode, expected: string, found: string, index: number): void {
  const fault = faultAt(cursor, code, expected, found, index);
  if (cursor.elementDepth === 0) {
    throw fault;
  }
  if (cursor.elementFault === undefined) {
    fault.keys.length -= cursor.elementDepth;
    cursor.elementFault = fault;
  }
}

function faultAt(cursor: Cursor, code: JsonCodecErrorCode, expected: string, found: string, index: number): Fault {
  const fault = new Fault(code, expected, found, index);
  fault.keys.push(...cursor.keys.slice().reverse());
  return fault;
}

function accept(cursor: Cursor, character: string): boolean {
  const isNext = cursor.text[cursor.index] === character;
  cursor.index += isNext ? 1 : 0;
  return isNext;
}

function skip(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.index;
  const match = pattern.exec(cursor.text) ?? undefined;
  cursor.index += match?.[0].length ?? 0;
  return match;
}

function syntaxFault(cursor: Cursor, expected: string): Fault {
  const { text, index } = cursor;
  return faultAt(cursor, "syntax", expected, describeCharacter(text.codePointAt(index)), index);
}

// Controls, formats, surrogates and private use of the first plane. Old engines do not know the property C.
const invisible =
  /[\u0080-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff9-\uffff]/u;

function describeCharacter(codePoint: number | undefined): string {
  if (codePoint === undefined) {
    return "the end";
  }
  const character = String.fromCodePoint(codePoint);
  const isVisible = codePoint < 0x80 || !invisible.test(character);
  return isVisible ? describeValue(character) : `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
